/* <wall-screen>: the wall on a big screen, what was given most first; no names. */

import { Part } from "live/part";
import { current } from "live/tools/polls";
import { headingsOf, isOnScreen, wallOf } from "live/tools/wall";
import { addressOf } from "live/wall-note";

const MOST = 60;

class WallScreen extends Part {
  #drawn;

  render(state) {
    const wall = wallOf(state);
    const run = current(state);
    const drawn = [wall, run, state.given];
    if (this.#drawn?.every((part, place) => part === drawn[place])) return;
    this.#drawn = drawn;
    this.hidden = !isOnScreen(wall, run);
    if (this.hidden) return;
    this.say("title", wall.title);
    this.say("question", wall.question);
    this.show("writing", wall.phase === "write");
    const notes = wall.notes.map((note) => ({ ...note, ...(state.given[note.note] ?? { likes: 0, dots: 0 }) }));
    notes.sort((one, other) => other.dots - one.dots || other.likes - one.likes || one.note - other.note);
    this.#columns(wall, notes.slice(0, MOST));
    this.show("more", notes.length > MOST);
    this.say("more-count", notes.length - MOST);
  }

  #columns(wall, notes) {
    const columns = [{ heading: null, text: "" }, ...headingsOf(wall)].map(({ heading, text }) => {
      const column = this.copy("column");
      const own = notes.filter((note) => note.heading === heading);
      column.querySelector("h2").textContent = text;
      column.querySelector("h2").hidden = !text;
      column.querySelector("ul").append(...own.map((note) => this.#note(note, wall)));
      column.hidden = !text && !own.length;
      return column;
    });
    this.at("columns").replaceChildren(...columns);
  }

  #note(note, wall) {
    const row = this.copy("note");
    const image = row.querySelector("img");
    row.dataset.colour = note.colour;
    row.querySelector(".note-text").textContent = note.text;
    image.hidden = !note.picture;
    if (note.picture) Object.assign(image, { alt: note.picture, src: addressOf(this, "picture", note) });
    row.querySelector(".note-likes").hidden = !note.likes;
    row.querySelector(".likes").textContent = note.likes;
    row.querySelector(".note-dots").hidden = !wall.dots || !note.dots;
    row.querySelector(".dots").textContent = note.dots;
    return row;
  }
}

customElements.define("wall-screen", WallScreen);
