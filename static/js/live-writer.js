/* <live-writer>: the box to write in. What is being written stays on the device until it is sent. */

import * as drafts from "live/drafts";
import { Part } from "live/part";

class LiveWriter extends Part {
  begin() {
    this.form = this.at("say");
    this.area = this.form.querySelector("textarea");
    this.key = keyOf(this.room.getAttribute("room"));
    if (!this.area.value) this.area.value = drafts.get(this.key) ?? "";
    this.area.addEventListener("input", () => this.#put(this.area.value));
    this.area.addEventListener("keydown", (event) => this.#key(event));
    this.form.addEventListener("submit", (event) => this.#send(event));
    this.room.addEventListener("refused", ({ detail }) => this.#giveBack(detail));
    this.#tellHeight();
  }

  #send(event) {
    event.preventDefault();
    const text = this.area.value.trim();
    if (!text) return;
    this.show("refusal", false, this.form);
    this.#put("");
    this.room.do("say", { text });
  }

  /* What floats at the foot of the page floats above this box, however high it is. */
  #tellHeight() {
    const sizes = new ResizeObserver(() => this.room.style.setProperty("--writer", `${this.offsetHeight}px`));
    sizes.observe(this);
  }

  /* With a keyboard Enter sends; on a phone it makes a new line, as people expect there. */
  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !matchMedia("(pointer: fine)").matches) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  #giveBack({ deed, message }) {
    if (deed.do !== "say") return;
    this.#put(drafts.together(deed.text, this.area.value));
    this.say("refusal", message, this.form);
    this.show("refusal", true, this.form);
  }

  #put(text) {
    if (this.area.value !== text) this.area.value = text;
    drafts.set(this.key, text || null);
  }

  /* What is in the box goes along to the box of another room. */
  takeAlong(place) {
    const text = drafts.together(drafts.get(keyOf(place)), this.area.value);
    if (text) drafts.set(keyOf(place), text);
    this.#put("");
  }
}

function keyOf(place) {
  return `text:${document.body.dataset.person}:${place}`;
}

customElements.define("live-writer", LiveWriter);
