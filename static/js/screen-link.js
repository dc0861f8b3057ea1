/* <screen-link address link>: the link for the big screen, fetched again when it has become another. */

import { DeedPart } from "live/deeds";

class ScreenLink extends DeedPart {
  async render({ screen }) {
    if (!screen || this.getAttribute("link") === String(screen.link)) return;
    this.setAttribute("link", screen.link);
    const places = ["on", "off"];
    const focused = places.some((name) => this.at(name).contains(document.activeElement));
    if (screen.on && !(await this.#fetch(screen.link))) return;
    this.show("on", screen.on);
    this.show("off", !screen.on);
    this.say("told", this.at("told").dataset[screen.on ? "renewed" : "ended"]);
    if (focused) this.querySelector("summary").focus();
  }

  /* Whether the address has come, and is still the one that is wanted. */
  async #fetch(link) {
    const answer = await fetch(this.getAttribute("address")).catch(() => null);
    if (!answer?.ok) {
      this.removeAttribute("link");
      return false;
    }
    const address = await answer.text();
    if (this.getAttribute("link") !== String(link)) return false;
    this.at("open").href = address;
    this.at("copy").setAttribute("text", address);
    return true;
  }
}

customElements.define("screen-link", ScreenLink);
