/* <live-writer>: the box to write in. What is being written stays on the device until it is sent. */

import { Part } from "live/part";

class LiveWriter extends Part {
  begin() {
    this.form = this.at("say");
    this.area = this.form.querySelector("textarea");
    this.key = `text:${document.body.dataset.person}:${this.room.getAttribute("room")}`;
    if (!this.area.value) this.area.value = this.#kept();
    this.area.addEventListener("input", () => this.#keep(this.area.value));
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
    this.#put([deed.text, this.area.value].filter(Boolean).join("\n\n"));
    this.say("refusal", message, this.form);
    this.show("refusal", true, this.form);
  }

  #put(text) {
    this.area.value = text;
    this.#keep(text);
  }

  #keep(text) {
    try {
      if (text) localStorage.setItem(this.key, text);
      else localStorage.removeItem(this.key);
    } catch {
      /* Storage is refused: the text then lives in the box alone. */
    }
  }

  #kept() {
    try {
      return localStorage.getItem(this.key) ?? "";
    } catch {
      return "";
    }
  }
}

customElements.define("live-writer", LiveWriter);
