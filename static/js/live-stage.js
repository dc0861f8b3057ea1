/* <live-stage left over soon up>: what is on now, and its time. Whoever follows the coach is taken there, unless they are writing or look around freely. */

import { Part } from "live/part";
import { countdown, secondsSince, told } from "live/clock";

class LiveStage extends Part {
  #on;
  #ticking;
  #free = false;
  #countdown = countdown({ soon: (n) => this.#tell("soon", { n }), over: () => this.#tell("up") });

  begin() {
    this.at("free")?.addEventListener("click", () => this.#be(true));
    this.at("follow")?.addEventListener("click", () => this.#be(false));
    this.at("there")?.addEventListener("click", () => this.#go());
    this.#ticking = setInterval(() => this.#tick(), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  render({ stage }) {
    this.show("card", Boolean(stage));
    if (stage) this.say("title", stage.title);
    this.#tick();
    const moved = this.#on !== undefined && stage?.item !== this.#on;
    this.#on = stage?.item ?? null;
    if (!stage || !this.at("free")) return;
    this.show("there", Boolean(this.#place()));
    if (moved && !this.#free && !document.activeElement?.matches("textarea, input")) this.#go();
  }

  #be(free) {
    this.#free = free;
    this.show("free", !free);
    this.show("follow", free);
    this.at(free ? "follow" : "free").focus({ preventScroll: true });
    if (!free) this.#go();
  }

  /* Where the tool that is on now stands in the room, if it stands anywhere. */
  #place() {
    const { stage } = this.room.state;
    return stage && this.room.querySelector(`[data-stage~="${stage.opens}"]`);
  }

  #go() {
    const place = this.#place();
    const folded = place?.querySelector(":scope > details");
    if (folded) folded.open = true;
    (place ?? this).scrollIntoView({ block: "start" });
  }

  #tell(attribute, values = {}) {
    this.room.tell(this.getAttribute(attribute), { ...values, title: this.room.state.stage.title });
  }

  #tick() {
    const { stage } = this.room.state;
    if (!stage?.minutes) return this.say("clock", "");
    const left = 60 * stage.minutes - secondsSince(stage.since);
    this.#countdown(`${stage.item} ${stage.since}`, left);
    const words = this.getAttribute(left < 0 ? "over" : "left");
    return this.say("clock", words.replace("{time}", told(Math.abs(left))));
  }
}

customElements.define("live-stage", LiveStage);
