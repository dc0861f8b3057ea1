/* <live-moderation>: what waits for the coach, and who may not write or be here. */

import { DeedPart } from "live/deeds";
import { rows } from "live/rows";

class LiveModeration extends DeedPart {
  render({ holds, held, restrained }) {
    this.show("rule-on", holds);
    this.show("rule-off", !holds);
    this.say("count", held.length);
    this.show("counted", held.length > 0);
    rows(this.at("held"), held, {
      key: ({ held: number }) => number,
      make: (one) => this.#held(one),
      fill: () => {},
    });
    this.show("restrained-ones", restrained.length > 0);
    rows(this.at("restrained"), restrained, {
      key: ({ who }) => who,
      make: (one) => this.#restrained(one),
      fill: (row, { what }) => this.choose("what", what, row),
    });
  }

  #held(one) {
    const row = this.copy("held");
    this.say("name", one.name, row);
    this.say("text", one.text, row);
    for (const input of row.querySelectorAll("input[name=held]")) input.value = one.held;
    return row;
  }

  #restrained(one) {
    const row = this.copy("restrained");
    this.say("name", one.name, row);
    row.querySelector("input[name=who]").value = one.who;
    return row;
  }
}

customElements.define("live-moderation", LiveModeration);
