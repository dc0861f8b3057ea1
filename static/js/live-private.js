/* <live-private>: what one has asked the coach alone, or for a coach, what has been asked and is to be answered. */

import { DeedPart } from "live/deeds";
import { rows } from "live/rows";

class LivePrivate extends DeedPart {
  #heard;

  render({ view, private: asked, my_private: mine }) {
    const notes = view === "coach" ? asked : mine;
    if (view === "coach") {
      this.say("count", notes.filter((note) => !note.answer).length);
      this.show("none", !notes.length);
    } else this.#hear(notes);
    rows(this.at("notes"), notes, {
      key: ({ note }) => note,
      make: (note) => this.#row(note),
      fill: (row, note) => this.#fill(row, note),
    });
  }

  /* An answer that comes while the part is folded is told, and opens it. */
  #hear(notes) {
    const answers = JSON.stringify(notes.filter(({ answer }) => answer));
    if (this.#heard !== undefined && this.#heard !== answers) {
      this.querySelector("details").open = true;
      this.room.tell(this.getAttribute("answered"));
    }
    this.#heard = answers;
  }

  #row(note) {
    const row = this.copy("note");
    this.say("text", note.text, row);
    if (this.at("name", row)) this.say("name", note.name, row);
    const form = row.querySelector("form");
    if (form) {
      const area = form.querySelector("textarea");
      area.id = `private-${note.note}`;
      form.querySelector("label").htmlFor = area.id;
      form.elements.note.value = note.note;
    }
    return row;
  }

  #fill(row, { answer, answered_by: by }) {
    this.show("answer", Boolean(answer), row);
    this.say("answer-text", answer, row);
    this.say("answer-by", by, row);
    this.show("waits", !answer, row);
  }
}

customElements.define("live-private", LivePrivate);
