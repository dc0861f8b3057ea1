/* <live-wishes some>: what people wish just now, for the coach. A wish is over some minutes after the last one who had it. */

import { DeedPart } from "live/deeds";
import { secondsSince } from "live/clock";

class LiveWishes extends DeedPart {
  #looking;

  begin() {
    super.begin();
    this.#looking = setInterval(() => this.render(this.room.state), 10_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#looking);
  }

  render({ wishes }) {
    for (const row of this.querySelectorAll("[data-mood]")) {
      const wish = wishes[row.dataset.mood];
      const stands = Boolean(wish?.until) && secondsSince(wish.until) === 0 && Boolean(wish.few || wish.people);
      row.hidden = !stands;
      if (stands) this.say("people", wish.few ? this.getAttribute("some") : wish.people, row);
    }
  }
}

customElements.define("live-wishes", LiveWishes);
