/* <live-screen>: the room on a big screen: the question, then the results. No names. */

import { fit } from "live/fit";
import { Part } from "live/part";
import { showClock } from "live/polls/clock";
import { textsOf } from "live/polls/kinds";
import { showResults } from "live/results";
import { current, tallyOf } from "live/tools/polls";
import { isOnScreen, wallOf } from "live/tools/wall";

class LiveScreen extends Part {
  #run;
  #door;
  #fitting;
  #wide = matchMedia("(min-width: 62rem)");
  #fitSoon = () => {
    cancelAnimationFrame(this.#fitting);
    this.#fitting = requestAnimationFrame(() => this.#fit());
  };

  begin() {
    addEventListener("resize", this.#fitSoon);
    document.fonts.ready.then(this.#fitSoon);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("resize", this.#fitSoon);
  }

  render(state) {
    const wall = isOnScreen(wallOf(state), current(state));
    const run = wall ? undefined : current(state);
    this.say("present", state.here.count);
    this.#wayIn(state.door);
    this.show("asked", Boolean(state.shown_question));
    this.say("asked-text", state.shown_question?.text ?? "");
    const groups = Boolean(state.report) || ["open", "offered"].includes(state.groups?.phase);
    this.show("waiting", !run && !wall && !groups && !state.shown_question);
    this.show("card", Boolean(run) && !groups);
    this.show("tally", Boolean(run) && !groups);
    if (run) this.#poll(state, run);
    this.#fitSoon();
  }

  #poll(state, run) {
    const tally = tallyOf(state, run);
    if (this.#run !== run.run) this.#build(run);
    this.show("options", !tally.result);
    this.show("closed", run.state === "closed" && !tally.result);
    showClock(this, run);
    this.say("total", tally.answered);
    showResults(this.at("results"), this, run, tally);
  }

  /* The door for guests may open, close or get a new code while the screen is on. */
  #wayIn(door) {
    const key = door?.open ? door.code : "";
    if (key === this.#door) return;
    const first = this.#door === undefined;
    this.#door = key;
    this.say("code", key);
    this.show("guests", Boolean(key));
    this.show("members", !key);
    if (!first) this.at("qr").src = `${this.getAttribute("qr")}?${key}`;
  }

  /* On a narrow screen the way in stands beneath, and one scrolls. */
  #fit() {
    if (!this.#wide.matches) return void this.style.removeProperty("--fit");
    const main = this.at("main");
    const notes = main.querySelector(".screen-notes");
    const edge = parseFloat(getComputedStyle(this.closest(".page")).paddingBlockEnd);
    const room = document.documentElement.clientHeight - edge - scrollY - this.getBoundingClientRect().top;
    fit(this, () => main.offsetHeight <= room && notes.scrollWidth <= notes.clientWidth);
  }

  #build(run) {
    this.#run = run.run;
    this.say("question", run.question);
    this.at("options").replaceChildren(...textsOf(run).map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  }
}

customElements.define("live-screen", LiveScreen);
