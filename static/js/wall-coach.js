/* <wall-coach>: putting walls up, showing and closing them, and their headings. */

import { Part } from "live/part";
import { headingsOf, wallOf } from "live/tools/wall";

const OWN = new Set(["reveal_wall", "close_wall", "add_heading", "rename_heading", "remove_heading", "move_heading"]);

class WallCoach extends Part {
  #wall;

  begin() {
    this.number = Number(this.getAttribute("wall"));
    this.addEventListener("submit", (event) => this.#submit(event));
    this.room.addEventListener("refused", ({ detail: { deed, message } }) => OWN.has(deed.do) && this.#tell(message));
  }

  render(state) {
    const wall = wallOf(state, this.number);
    if (wall === this.#wall) return;
    this.#wall = wall;
    this.show("on", Boolean(wall));
    if (!wall) return;
    this.say("title", wall.title);
    this.choose("phase", wall.phase);
    this.say("count", wall.notes.length);
    this.show("reveal", wall.phase === "write");
    this.show("close", wall.phase !== "closed");
    this.show("take", wall.phase !== "write");
    const page = this.getAttribute("wall-page").replace("/0/", `/${wall.wall}/`);
    for (const link of this.querySelectorAll("[data-kind]")) link.href = `${page}vie/${link.dataset.kind}/`;
    this.#headings(headingsOf(wall));
  }

  /* A heading that is being written is left alone. */
  #headings(headings) {
    const list = this.at("headings");
    const rows = new Map([...list.children].map((row) => [Number(row.dataset.heading), row]));
    this.say("heading-count", headings.length);
    const focused = document.activeElement;
    for (const [place, { heading, text }] of headings.entries()) {
      const row = rows.get(heading) ?? list.appendChild(this.copy("heading"));
      rows.delete(heading);
      row.dataset.heading = heading;
      if (row !== list.children[place]) list.insertBefore(row, list.children[place]);
      const input = row.querySelector("input[name=text]");
      if (input !== document.activeElement) input.value = text;
    }
    for (const row of rows.values()) row.remove();
    if (list.contains(focused)) focused.focus({ preventScroll: true });
  }

  #submit(event) {
    const form = event.target.closest("form[data-do]");
    if (!form) return;
    event.preventDefault();
    event.stopPropagation();
    this.show("refusal", false);
    const deed = { remove: "remove_heading", to: "move_heading" }[event.submitter?.name] ?? form.dataset.do;
    if (deed === "put_up_wall") return this.#putUp(form);
    const text = form.elements.text?.value.trim();
    const heading = Number(form.closest("[data-heading]")?.dataset.heading);
    if (deed === "remove_heading") this.room.do(deed, { heading });
    else if (deed === "move_heading") this.room.do(deed, { heading, to: event.submitter.value });
    else if (deed === "rename_heading") this.room.do(deed, { heading, text });
    else if (deed === "add_heading") this.room.do(deed, { wall: this.#wall.wall, text });
    else this.room.do(deed, { wall: this.#wall.wall });
    if (deed === "add_heading") form.reset();
    return undefined;
  }

  /* Sent as the page's own form; the wall then comes back through the socket like any other. */
  async #putUp(form) {
    const button = form.querySelector("button:not([type])");
    button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      if (!answer.ok) return this.#tell(answer.status === 422 ? (await answer.json()).detail : this.getAttribute("failed"));
      form.reset();
      form.closest("details").open = false;
    } catch {
      this.#tell(this.getAttribute("failed"));
    } finally {
      button.disabled = false;
    }
    return undefined;
  }

  #tell(message) {
    this.say("refusal", message);
    this.show("refusal", true);
  }
}

customElements.define("wall-coach", WallCoach);
