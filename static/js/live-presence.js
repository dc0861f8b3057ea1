/* <live-presence>: how many are here, and under which names. */

import { DeedPart } from "live/deeds";

class LivePresence extends DeedPart {
  #shown;

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
