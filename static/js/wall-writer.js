/* <wall-writer>: the form of a new note. What is being written stays on the device until it is sent. */

import * as drafts from "live/drafts";
import { Part } from "live/part";
import { headingsOf, wallOf } from "live/tools/wall";

const TELL_LENGTH = 400;

class WallWriter extends Part {
  begin() {
    this.form = this.at("write");
    this.area = this.form.elements.text;
    this.number = Number(this.closest("live-wall").getAttribute("wall"));
    this.area.addEventListener("input", () => this.#typed());
    this.form.addEventListener("submit", (event) => this.#send(event));
    this.room.addEventListener("refused", ({ detail }) => this.#giveBack(detail));
  }

  render(state) {
    const wall = wallOf(state, this.number);
    this.#showUnsent();
    if (!wall || wall === this.wall) return;
    if (this.wall?.wall !== wall.wall) this.#begin(wall);
    this.wall = wall;
    this.form.hidden = wall.phase === "closed";
    this.form.action = `${this.closest("live-wall").getAttribute("session-wall").replace("/0/", `/${wall.wall}/`)}lappu/`;
    this.choose("names", wall.names);
    this.#headings(headingsOf(wall));
  }

  #begin(wall) {
    this.key = `note:${document.body.dataset.person}:${this.room.getAttribute("room")}:${wall.wall}`;
    if (!this.area.value) this.area.value = drafts.get(this.key) ?? "";
    this.#length();
  }

  #headings(headings) {
    const choice = this.form.elements.heading;
    this.show("write-heading", headings.length > 0);
    const value = choice.value;
    const none = choice.options[0];
    choice.replaceChildren(none, ...headings.map(({ heading, text }) => new Option(text, heading)));
    choice.value = headings.some(({ heading }) => String(heading) === value) ? value : "0";
  }

  #send(event) {
    event.preventDefault();
    this.show("write-refusal", false);
    const { picture, picture_words: words, colour, heading } = this.form.elements;
    const text = this.area.value.trim();
    if (picture.files.length) return this.#sendPicture(words);
    if (!text) return this.area.focus();
    this.#put("");
    this.room.do("write_note", { wall: this.wall.wall, text, colour: colour.value, heading: Number(heading.value) });
    return this.area.focus();
  }

  /* Pictures go as a form, and come back through the socket like any note. */
  async #sendPicture(words) {
    if (!words.value.trim()) {
      this.#refuse(this.getAttribute("picture-missing"));
      return words.focus();
    }
    const button = this.form.querySelector("button:not([type])");
    button.disabled = true;
    try {
      const answer = await fetch(this.form.action, { method: "POST", body: new FormData(this.form), headers: { Accept: "application/json" } });
      if (!answer.ok) return this.#refuse(answer.status === 422 ? (await answer.json()).detail : this.getAttribute("failed"));
      this.#put("");
      this.form.elements.picture.value = words.value = "";
      this.#freshId();
    } catch {
      this.#refuse(this.getAttribute("no-connection"));
    } finally {
      button.disabled = false;
    }
    return undefined;
  }

  /* The page's id is of one sending; the next note has another, made by the server's own form. */
  #freshId() {
    this.form.elements.deed_id?.remove();
  }

  #giveBack({ deed, message }) {
    if (deed.do !== "write_note") return;
    this.#put(drafts.together(deed.text, this.area.value));
    this.#refuse(message);
  }

  #refuse(message) {
    this.say("write-refusal", message);
    this.show("write-refusal", true);
  }

  #showUnsent() {
    const deeds = this.room.unsent("write_note");
    const list = this.at("write-unsent");
    if (!deeds.length && list.hidden) return;
    list.hidden = !deeds.length;
    list.replaceChildren(...deeds.map((deed) => {
      const row = this.copy("unsent");
      row.dataset.colour = deed.colour;
      row.querySelector(".note-text").textContent = deed.text;
      return row;
    }));
  }

  #put(text) {
    this.area.value = text;
    this.#typed();
  }

  #typed() {
    this.#length();
    drafts.set(this.key, this.area.value || null);
  }

  #length() {
    this.show("write-length", this.area.value.length > TELL_LENGTH);
    this.say("write-count", this.area.value.length);
  }
}

customElements.define("wall-writer", WallWriter);
