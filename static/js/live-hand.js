/* <live-hand queued next floor>: one's own hand, and one's place in the queue. */

import { DeedPart } from "live/deeds";

class LiveHand extends DeedPart {
  render({ queue, floor, me }) {
    const speaking = Boolean(me) && floor?.who === me.who;
    const place = 1 + queue.findIndex((hand) => hand.who === me?.who);
    this.#swap(speaking || place > 0);
    this.show("lower-words", !speaking);
    this.show("done-words", speaking);
    this.say("place", this.#words(speaking, place));
  }

  #swap(up) {
    const from = this.at(up ? "raise" : "lower");
    const to = this.at(up ? "lower" : "raise");
    const focused = from.contains(document.activeElement);
    from.hidden = true;
    to.hidden = false;
    if (focused) to.querySelector("button").focus({ preventScroll: true });
  }

  #words(speaking, place) {
    if (speaking) return this.getAttribute("floor");
    if (!place) return "";
    return place === 1 ? this.getAttribute("next") : this.getAttribute("queued").replace("{place}", place);
  }
}

customElements.define("live-hand", LiveHand);
