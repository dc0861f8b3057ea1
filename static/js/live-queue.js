/* <live-queue>: who has the floor and who waits. Coaches give the floor here. */

import { DeedPart } from "live/deeds";

class LiveQueue extends DeedPart {
  #shown;

  render({ queue, floor, me }) {
    if (this.#shown?.queue === queue && this.#shown.floor === floor) return;
    this.#shown = { queue, floor };
    this.show("card", Boolean(floor || queue.length));
    this.show("floor", Boolean(floor));
    this.say("floor-name", floor?.name ?? "");
    this.show("waiting", queue.length > 0);
    this.#hands(queue, me);
    const end = this.at("end");
    if (!end) return;
    end.hidden = !floor;
    end.elements.turn.value = floor?.turn ?? "";
  }

  /* Rows that stay are left alone, so that the focus stays on its button. */
  #hands(queue, me) {
    const list = this.at("hands");
    const rows = new Map([...list.children].map((row) => [Number(row.dataset.turn), row]));
    const wanted = queue.map((hand) => rows.get(hand.turn) ?? this.#row(hand, me));
    if (wanted.length === list.children.length && wanted.every((row, index) => row === list.children[index])) return;
    for (const row of list.children) if (!wanted.includes(row)) row.remove();
    wanted.forEach((row, index) => row !== list.children[index] && list.insertBefore(row, list.children[index] ?? null));
  }

  #row(hand, me) {
    const row = this.copy("hand");
    const own = hand.who === me?.who;
    row.dataset.turn = hand.turn;
    row.classList.toggle("own", own);
    this.say("name", hand.name, row);
    this.show("own", own, row);
    this.show("spoken", hand.spoken, row);
    for (const input of row.querySelectorAll("input[name=turn]")) input.value = hand.turn;
    if (this.at("give-name", row)) this.say("give-name", hand.name, row);
    return row;
  }
}

customElements.define("live-queue", LiveQueue);
