/* <live-wall>: the wall that is on, or the one of its attribute; notes in columns, as they come.
 *
 * Rows that stay are left alone. Many new notes at once are put up a part at a time, so that the page never stops.
 */

import { Part } from "live/part";
import { fillNote } from "live/wall-note";
import { dotsLeft, headingsOf, notesOf, wallOf } from "live/tools/wall";

const AT_ONCE = 20;

/* What one has given, with what has not been acknowledged yet: a press shows at once, also without a connection. */
function withWaiting(marks, waiting, { wall }) {
  const mine = waiting.map(({ note, liked, given }) => [note, { wall, liked: Boolean(liked), given }]);
  return mine.length ? { ...marks, ...Object.fromEntries(mine) } : marks;
}

class LiveWall extends Part {
  #rows = new Map();
  #columns = new Map();
  #wall;
  #next;

  begin() {
    this.number = Number(this.getAttribute("wall"));
    this.coach = this.hasAttribute("coach");
    this.at("wall-cut")?.remove();
    for (const column of this.at("columns").children) this.#columns.set(Number(column.dataset.heading), column);
    for (const row of this.querySelectorAll(".note[data-note]")) this.#rows.set(Number(row.dataset.note), row);
    this.#unform();
    if (this.coach) this.#drag();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#next);
  }

  render(state) {
    const { walls, my_notes, my_marks, given } = state;
    const waiting = this.room.unsent("mark_note");
    if (!this.changed(walls, my_notes, my_marks, given, waiting.map(({ id }) => id).join())) return;
    const wall = wallOf(state, this.number);
    this.at("wall").hidden = !wall;
    if (!wall) return;
    this.#announce(wall);
    const seen = { ...state, my_marks: withWaiting(my_marks, waiting, wall) };
    const notes = notesOf(state, wall);
    this.#head(seen, wall, notes);
    this.#draw(seen, wall, notes);
  }

  #head(state, wall, notes) {
    this.say("wall-title", wall.title);
    this.say("wall-question", wall.question);
    this.choose("phase", wall.phase, this.querySelector(".wall-head"));
    this.say("wall-count", notes.length);
    this.show("wall-empty", !notes.length);
    this.show("wall-alone", wall.phase === "write");
    this.show("wall-left", wall.dots > 0 && wall.phase === "revealed");
    this.say("wall-left", this.getAttribute("dots-left").replace("{n}", dotsLeft(state, wall)));
    if (this.at("wall-large")) this.at("wall-large").href = this.#page(wall);
  }

  #page(wall) {
    return this.getAttribute("session-wall").replace("/0/", `/${wall.wall}/`);
  }

  #draw(state, wall, notes) {
    cancelAnimationFrame(this.#next);
    const mine = new Set(state.my_notes.map(({ note }) => note));
    const left = dotsLeft(state, wall);
    this.#keepColumns(headingsOf(wall));
    this.#keepRows(notes);
    const cursors = new Map([...this.#columns].map(([heading, column]) => [heading, column.lastElementChild.firstElementChild]));
    let made = 0;
    for (const note of notes) {
      let row = this.#rows.get(note.note);
      if (!row && (made += 1) > AT_ONCE) {
        this.#next = requestAnimationFrame(() => this.#draw(state, wall, notes));
        break;
      }
      if (!row) this.#rows.set(note.note, (row = this.copy("note")));
      const known = { wall, note, sum: state.given[note.note], mark: state.my_marks[note.note] };
      fillNote(row, this, { ...known, mine: mine.has(note.note), coach: this.coach, dotsLeft: left });
      this.#place(row, note.heading ?? 0, cursors);
    }
    this.#columns.get(0).hidden = !this.#columns.get(0).querySelector(".note");
  }

  #place(row, heading, cursors) {
    const column = this.#columns.has(heading) ? heading : 0;
    const cursor = cursors.get(column);
    if (row === cursor) return cursors.set(column, row.nextElementSibling);
    for (const [number, next] of cursors) if (next === row) cursors.set(number, row.nextElementSibling);
    const focused = row.contains(document.activeElement) ? document.activeElement : null;
    this.#columns.get(column).lastElementChild.insertBefore(row, cursor);
    return focused?.focus({ preventScroll: true });
  }

  #keepRows(notes) {
    const wanted = new Set(notes.map(({ note }) => note));
    for (const [number, row] of this.#rows) {
      if (wanted.has(number)) continue;
      row.remove();
      this.#rows.delete(number);
    }
  }

  #keepColumns(headings) {
    const wanted = [{ heading: 0, text: "" }, ...headings];
    const numbers = new Set(wanted.map(({ heading }) => heading));
    for (const [number, column] of this.#columns) {
      if (numbers.has(number)) continue;
      this.#columns.get(0)?.lastElementChild.append(...column.querySelectorAll(".note"));
      column.remove();
      this.#columns.delete(number);
    }
    for (const [place, { heading, text }] of wanted.entries()) {
      if (!this.#columns.has(heading)) {
        const column = this.at("columns").appendChild(this.copy("column"));
        column.dataset.heading = heading;
        column.hidden = false;
        this.#columns.set(heading, column);
      }
      const column = this.#columns.get(heading);
      if (column !== this.at("columns").children[place]) this.at("columns").insertBefore(column, this.at("columns").children[place]);
      const title = column.querySelector("h3");
      title.hidden = !text;
      if (title.textContent !== text) title.textContent = text;
    }
  }

  /* The form is for those without JavaScript. A browser looks through all of a form's buttons for each it gets: with
   * hundreds of notes that stops the page for seconds.
   */
  #unform() {
    const form = this.at("wall-form");
    form.replaceWith(...form.childNodes);
    this.at("columns").addEventListener("click", (event) => {
      const button = event.target.closest("button[name]");
      if (button) this.#mark(button);
    });
  }

  /* One press sets the whole of what one gives to the note. */
  #mark({ name, value }) {
    const note = Number(value);
    const wall = wallOf(this.room.state, this.number);
    const own = withWaiting(this.room.state.my_marks, this.room.unsent("mark_note"), wall)[note];
    const liked = Boolean(own?.liked) !== (name === "like");
    const given = Math.max(0, (own?.given ?? 0) + ({ dot: 1, undot: -1 }[name] ?? 0));
    this.room.do("mark_note", { note, liked: Number(liked), given });
  }

  /* With a mouse a note is dragged under a heading; the button of each note does the same. */
  #drag() {
    const columns = this.at("columns");
    columns.addEventListener("dragstart", (event) => event.dataTransfer.setData("text/note", event.target.closest(".note").dataset.note));
    columns.addEventListener("dragover", (event) => {
      if (event.target.closest(".wall-column")) event.preventDefault();
    });
    columns.addEventListener("drop", (event) => {
      const note = Number(event.dataTransfer.getData("text/note"));
      if (!note) return;
      event.preventDefault();
      this.room.do("group_note", { note, heading: Number(event.target.closest(".wall-column").dataset.heading) });
    });
  }

  #announce(wall) {
    const before = this.#wall;
    this.#wall = wall;
    if (!before) return;
    if (before.wall !== wall.wall) this.#tell("begun", { title: wall.title });
    else if (before.phase !== wall.phase) this.#tell(wall.phase === "closed" ? "closed" : "shown");
    else if (wall.notes.length > before.notes.length) this.#tell("came", { n: wall.notes.length - before.notes.length });
  }

  #tell(attribute, values = {}) {
    this.say("wall-news", this.getAttribute(attribute).replace(/\{(\w+)\}/g, (_, name) => values[name]));
  }
}

customElements.define("live-wall", LiveWall);
