/* <note-dialog>: what one may do with one note, in a dialog; opened by the notes' own buttons.
 *
 * The wall stays in use beside it: another note's button takes the dialog there. It is not modal also because a browser
 * looks at every element of the page anew when all but a dialog becomes inert, which stops a phone with 500 notes.
 */

import { Part } from "live/part";
import { headingsOf, notesOf, wallOf } from "live/tools/wall";

const DEEDS = new Set(["edit_note", "remove_note", "group_note", "move_note", "hide_note", "show_note"]);

class NoteDialog extends Part {
  #typed = new Map();

  begin() {
    this.dialog = this.querySelector("dialog");
    this.host = this.closest("live-wall");
    this.host.addEventListener("click", (event) => this.#open(event));
    this.dialog.addEventListener("submit", (event) => this.#submit(event));
    this.dialog.addEventListener("click", (event) => this.#press(event));
    this.dialog.addEventListener("change", (event) => this.#group(event));
    this.dialog.addEventListener("close", () => this.#back());
    this.dialog.addEventListener("focusout", (event) => this.#left(event));
    this.dialog.addEventListener("keydown", (event) => event.key === "Escape" && this.dialog.close());
    this.at("own").elements.text.addEventListener("input", ({ target }) => this.#typed.set(this.number, target.value));
    this.room.addEventListener("refused", ({ detail }) => this.#refused(detail));
  }

  render(state) {
    if (!this.dialog.open || !this.host.coach) return;
    const wall = wallOf(state, this.host.number);
    const note = wall && notesOf(state, wall).find((one) => one.note === this.number);
    if (note) this.#fillPlace(wall, note);
  }

  #open(event) {
    const link = event.target.closest(".note-open");
    if (!link) return;
    event.preventDefault();
    const { state } = this.room;
    const wall = wallOf(state, this.host.number);
    this.#row?.classList.remove("at-hand");
    this.number = Number(link.closest(".note").dataset.note);
    this.#row.classList.add("at-hand");
    const note = notesOf(state, wall).find((one) => one.note === this.number);
    this.show("dialog-refusal", false);
    this.say("quote", note.text || note.picture);
    this.show("own", wall.phase !== "closed" && state.my_notes.some((one) => one.note === this.number));
    this.#fillOwn(note);
    if (this.host.coach) this.#fillCoach(wall, note);
    if (this.dialog.open) this.dialog.querySelector("input, button").focus();
    else this.dialog.show();
  }

  get #row() {
    return this.host.querySelector(`#note-${this.number}`);
  }

  /* What was being written when the dialog closed, or went to another note, comes back with its note. */
  #fillOwn(note) {
    const form = this.at("own");
    form.elements.text.value = this.#typed.get(note.note) ?? note.text;
    form.elements.colour.value = note.colour;
  }

  #fillCoach(wall, note) {
    const none = { heading: 0, text: this.at("none-words").textContent };
    this.at("headings").replaceChildren(...[none, ...headingsOf(wall)].map(({ heading, text }) => {
      const row = this.copy("heading");
      row.querySelector("input").value = heading;
      row.querySelector("input").checked = (note.heading ?? 0) === heading;
      row.querySelector("span").textContent = text;
      return row;
    }));
    this.show("no-headings", !wall.headings.length);
    this.#fillPlace(wall, note);
    this.querySelector("[data-do=hide_note]").hidden = note.hidden;
    this.querySelector("[data-do=show_note]").hidden = !note.hidden;
  }

  /* Where the note stands among those under its heading. */
  #fillPlace(wall, { heading }) {
    const there = notesOf(this.room.state, wall).filter((one) => one.heading === heading);
    this.say("place", `${there.findIndex(({ note }) => note === this.number) + 1} / ${there.length}`);
  }

  #submit(event) {
    const form = event.target.closest("form[data-do]");
    if (!form) return;
    event.preventDefault();
    event.stopPropagation();
    if (form.dataset.do === "move_note") this.room.do("move_note", { note: this.number, to: event.submitter.value });
    if (form.dataset.do === "edit_note") this.#do("edit_note", { text: form.elements.text.value.trim(), colour: form.elements.colour.value });
  }

  #press(event) {
    const button = event.target.closest("button[data-do]");
    if (button) this.#do(button.dataset.do);
  }

  #group(event) {
    if (event.target.name === "heading") this.room.do("group_note", { note: this.number, heading: Number(event.target.value) });
  }

  #do(name, fields = {}) {
    this.room.do(name, { note: this.number, ...fields });
    this.#typed.delete(this.number);
    this.dialog.close();
  }

  /* Whoever goes on with something else is done with the note; a question that is asked belongs to it. */
  #left({ relatedTarget }) {
    if (relatedTarget && !relatedTarget.closest("dialog, .note-open")) this.dialog.close();
  }

  #back() {
    this.#row?.classList.remove("at-hand");
    const { activeElement } = document;
    if (activeElement === document.body || this.contains(activeElement)) this.#row?.querySelector(".note-open").focus();
  }

  /* Refused when the dialog has closed already: it comes back with its text. */
  #refused({ deed, message }) {
    if (!DEEDS.has(deed.do)) return;
    this.host.querySelector(`#note-${deed.note} .note-open`)?.click();
    if (deed.do === "edit_note") this.at("own").elements.text.value = deed.text;
    this.say("dialog-refusal", message);
    this.show("dialog-refusal", true);
  }
}

customElements.define("note-dialog", NoteDialog);
