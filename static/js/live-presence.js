/* <live-presence>: how many are here, and under which names. */

import { Part } from "live/part";

class LivePresence extends Part {
  #shown;

  render({ here }) {
    if (here === this.#shown) return;
    this.#shown = here;
    this.say("count", here.count);
    this.show("many", !here.people);
    this.at("people").replaceChildren(...(here.people ?? []).map((person) => this.#row(person)));
  }

  #row({ name, coach }) {
    const row = this.copy("person");
    row.querySelector(".name").textContent = name;
    row.querySelector(".role").hidden = !coach;
    return row;
  }
}

customElements.define("live-presence", LivePresence);
