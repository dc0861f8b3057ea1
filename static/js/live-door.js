/* <live-door address waiting-words>: the coach's door for guests: the code, the lobby, and who has come. */

import { DeedPart } from "live/deeds";

class LiveDoor extends DeedPart {
  #shown;

  render({ door, guests }) {
    if (this.#shown?.door === door && this.#shown.guests === guests) return;
    this.#shown = { door, guests };
    this.show("closed", !door?.open);
    this.show("opened", Boolean(door?.open));
    if (door) this.#door(door);
    this.#guests(guests);
  }

  #door({ code, lobby }) {
    this.say("code", code);
    this.at("copy").setAttribute("text", `${this.getAttribute("address")}${code}/`);
    this.at("lobby").value = lobby ? "0" : "1";
    this.show("lobby-on", !lobby);
    this.show("lobby-off", lobby);
  }

  /* Those who wait come first; rows that stay are left alone, so that the focus stays on its button. */
  #guests(guests) {
    const waiting = guests.filter((one) => one.waiting);
    this.say("status", waiting.length ? this.getAttribute("waiting-words").replace("{n}", waiting.length) : "");
    this.show("guests", guests.length > 0);
    this.show("all-in", waiting.length > 0);
    const list = this.at("list");
    const rows = new Map([...list.children].map((row) => [Number(row.dataset.guest), row]));
    const wanted = [...waiting, ...guests.filter((one) => !one.waiting)].map((one) => {
      const row = rows.get(one.guest) ?? this.#row(one);
      this.show("let-in", one.waiting, row);
      return row;
    });
    for (const row of [...list.children]) if (!wanted.includes(row)) row.remove();
    wanted.forEach((row, index) => row !== list.children[index] && list.insertBefore(row, list.children[index] ?? null));
  }

  #row({ guest, name }) {
    const row = this.copy("guest");
    row.dataset.guest = guest;
    for (const place of ["name", "in-name", "away-name"]) this.say(place, name, row);
    for (const input of row.querySelectorAll("input[name=guest]")) input.value = guest;
    return row;
  }
}

customElements.define("live-door", LiveDoor);
