/* <live-mood>: reactions, which rise and fade as they come, and one's own wishes to the coach. */

import { DeedPart } from "live/deeds";

const WISH_LASTS = 300_000;
const SHOWN_AT_ONCE = 6;

class LiveMood extends DeedPart {
  #before;

  begin() {
    super.begin();
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.#fold());
  }

  /* What is told first has been felt before we came. */
  render({ felt }) {
    const before = this.#before;
    this.#before = felt;
    if (!before || before === felt) return;
    for (const [mood, times] of Object.entries(felt)) {
      const more = times - (before[mood] ?? 0);
      if (more > 0) this.#rise(mood, more);
    }
  }

  sent(form) {
    if (form.dataset.do !== "wish") return this.#fold();
    const on = form.elements.on.value === "1";
    this.#wished(form, on);
    clearTimeout(form.fading);
    if (on) form.fading = setTimeout(() => this.#wished(form, false), WISH_LASTS);
    return undefined;
  }

  #wished(form, on) {
    form.elements.on.value = on ? "0" : "1";
    form.querySelector("button").setAttribute("aria-pressed", on);
  }

  #fold() {
    const menu = this.querySelector("details");
    menu.open = false;
    menu.querySelector("summary").focus({ preventScroll: true });
  }

  #rise(mood, times) {
    const place = this.at("felt");
    if (place.childElementCount >= SHOWN_AT_ONCE || document.visibilityState === "hidden") return;
    const mark = this.copy(mood);
    mark.querySelector(".times").textContent = times > 1 ? times : "";
    mark.style.setProperty("--shift", Math.random().toFixed(2));
    mark.addEventListener("animationend", () => mark.remove());
    place.append(mark);
  }
}

customElements.define("live-mood", LiveMood);
