/* <live-presence stay>: how many are here, under which names, and how long one has been here oneself. */

import { DeedPart } from "live/deeds";

class LivePresence extends DeedPart {
  #shown;

  begin() {
    super.begin();
    const menu = this.querySelector("details");
    menu.addEventListener("toggle", () => menu.open && this.#ask());
  }

  render({ here }) {
    if (here === this.#shown) return;
    this.#shown = here;
    this.say("count", here.count);
    this.show("many", !here.people);
    this.at("people").replaceChildren(...(here.people ?? []).map((person) => this.#row(person)));
  }

  sent() {
    this.querySelector("details").open = false;
  }

  /* One's own time is as fresh as the last opening of the menu; without a connection the last known stays. */
  async #ask() {
    const answer = await fetch(this.getAttribute("stay")).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const sentence = await answer.text();
    this.say("stay", sentence);
    this.show("stay", Boolean(sentence));
  }

  #row({ who, name, coach }) {
    const row = this.copy("person");
    row.querySelector(".name").textContent = name;
    row.querySelector(".role").hidden = !coach;
    const restrain = this.at("restrain", row);
    if (restrain) restrain.hidden = coach;
    for (const input of row.querySelectorAll("input[name=who]")) input.value = who;
    return row;
  }
}

customElements.define("live-presence", LivePresence);
