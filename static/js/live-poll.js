/* <live-poll>: the poll that is on: the answer form while it is open, the results when they may be shown. */

import { countdown } from "live/clock";
import * as drafts from "live/drafts";
import { Part } from "live/part";
import { showClock } from "live/polls/clock";
import { el } from "live/polls/dom";
import { kinds, textsOf } from "live/polls/kinds";
import { last } from "live/put";
import { showResults } from "live/results";
import { current, tallyOf } from "live/tools/polls";

/* What peeps out at the foot of a phone, above where one writes, is not seen yet. */
const IN_SIGHT = "0px 0px -40% 0px";

class LivePoll extends Part {
  #run;
  #known;
  #moment;
  #arrived = false;
  #sight;
  #inSight = true;
  #given = new Map();
  #point = () => {
    const jump = this.at("jump");
    if (!jump.hidden) jump.classList.toggle("pill-down", this.at("card").getBoundingClientRect().top > 0);
  };
  countdown = countdown({ soon: (n) => this.room.tell(this.getAttribute("seconds-left"), { n }) });

  begin() {
    this.form = this.at("form");
    this.form?.addEventListener("submit", (event) => this.#vote(event));
    for (const kind of ["input", "change"]) this.form?.addEventListener(kind, () => this.#keep());
    this.room.addEventListener("refused", ({ detail }) => this.#refused(detail));
    this.at("jump").addEventListener("click", () => this.at("card").scrollIntoView({ block: "start" }));
    this.room.addEventListener("scroll", this.#point, { capture: true, passive: true });
    this.#sight = new IntersectionObserver(
      ([{ isIntersecting }]) => {
        this.#inSight = isIntersecting;
        this.render(this.room.state);
      },
      { rootMargin: IN_SIGHT },
    );
    this.#sight.observe(this.at("card"));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#sight?.disconnect();
  }

  render(state) {
    const run = current(state);
    this.show("waiting", !run);
    this.show("card", Boolean(run));
    this.show("jump", Boolean(this.form && !this.#inSight && run?.state === "open" && !(run.run in state.mine)));
    this.#point();
    if (!run) return this.#arrive();
    const tally = tallyOf(state, run);
    const mine = this.#answer(state, run);
    if (this.#run !== run.run) this.#build(run);
    this.#check(run, mine);
    this.#words(run, tally);
    if (this.form) this.#showForm(state, run, mine);
    else this.#showTexts(run, tally);
    showResults(this.at("results"), this, run, tally, mine, this.#hider(run));
    showClock(this, run);
    this.#arrive(this.form && run.state === "open" && !(run.run in state.mine));
  }

  /* Whoever comes while a poll waits for an answer gets the question first. */
  #arrive(waits) {
    if (!this.#arrived && waits) this.at("card").scrollIntoView({ block: "start" });
    this.#arrived = true;
  }

  /* What this person answered, as far as it is known: an anonymous answer is known to this page alone. */
  #answer(state, run) {
    const waiting = last(this.room.unsent("vote"), (deed) => deed.run === run.run);
    return waiting?.answer ?? state.mine[run.run] ?? this.#given.get(run.run);
  }

  #build(run) {
    this.#run = run.run;
    this.#known = undefined;
    this.say("question", run.question);
    for (const kind of ["kind", "anonymity", "reveal"]) this.choose(kind, run[kind]);
    if (!this.form) return;
    this.show("refusal", false);
    const fields = this.at("options");
    fields.replaceChildren(...kinds[run.kind].ballot(run, "a", this.#says()));
    const draft = drafts.get(this.#draft(run));
    if (draft !== undefined) kinds[run.kind].fill(fields, draft);
  }

  #says() {
    const names = ["word", "up", "down", "moved", "left", "range", "more", "fewer"];
    return Object.fromEntries(names.map((name) => [name, this.getAttribute(name)]));
  }

  /* Fills in what was answered, once it is known or when it came from another device; else leaves the fields alone. */
  #check(run, mine) {
    const known = JSON.stringify(mine);
    if (!this.form || known === this.#known) return;
    this.#known = known;
    if (mine !== undefined && mine !== null) kinds[run.kind].fill(this.at("options"), mine);
  }

  #draft(run) {
    return `ballot:${document.body.dataset.person}:${this.room.getAttribute("room")}:${run.run}`;
  }

  /* What is being written is kept on the device until it has been given. */
  #keep() {
    const run = current(this.room.state);
    if (run) drafts.set(this.#draft(run), kinds[run.kind].read(this.at("options")));
  }

  #words(run, tally) {
    const shown = tally.result || tally.too_few;
    const words = run.state === "open" ? "open-words" : shown ? "results-words" : "closed-words";
    this.say("phase", this.getAttribute(words));
    this.at("card").classList.toggle("on", run.state === "open");
    this.show("when", !shown);
  }

  /* What was chosen but not sent, or came too late. */
  #missed(run) {
    return run.state === "closed" && drafts.get(this.#draft(run)) !== undefined;
  }

  #showForm(state, run, mine) {
    const waiting = this.room.unsent("vote").some((deed) => deed.run === run.run);
    const answered = run.run in state.mine;
    this.form.hidden = run.state !== "open";
    this.show("missed", !waiting && this.#missed(run));
    this.show("unsent", waiting && this.room.getAttribute("state") !== "connected");
    this.show("kept", answered && !waiting);
    this.show("changeable", !answered && !waiting);
    this.show("forgotten", answered && (mine ?? null) === null);
    this.show("change", answered || waiting);
    this.#fold(`${run.run}:${answered || waiting}`, answered || waiting);
  }

  /* The ballot folds once it is given, and the focus goes no farther than to where it opens again. */
  #fold(moment, given) {
    if (moment === this.#moment) return;
    this.#moment = moment;
    const ballot = this.at("ballot");
    const inside = given && ballot.contains(document.activeElement);
    ballot.open = !given;
    if (inside) this.at("change").focus({ preventScroll: true });
  }

  /* Who does not vote sees the options all the same, until they stand in the results. */
  #showTexts(run, tally) {
    const list = this.at("texts");
    list.hidden = Boolean(tally.result);
    if (list.dataset.run === String(run.run)) return;
    list.dataset.run = run.run;
    list.replaceChildren(...textsOf(run).map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  }

  #vote(event) {
    event.preventDefault();
    const run = current(this.room.state);
    const answer = kinds[run.kind].read(this.at("options"));
    this.show("refusal", answer === null);
    if (answer === null) return this.say("refusal", this.getAttribute("choose"));
    this.#given.set(run.run, answer);
    this.#moment = undefined;
    this.room.do("vote", { run: run.run, answer });
    drafts.set(this.#draft(run), null);
    return this.at("card").scrollIntoView({ block: "start" });
  }

  /* A coach's button on each text that others have written. */
  #hider(run) {
    if (this.form) return undefined;
    const { hide, unhide } = this.at("results").dataset;
    return ({ key, text, hidden }) => {
      const button = el("button", { type: "button", class: "btn btn-quiet btn-sm hide-text", "data-key": key, "aria-label": `${hidden ? unhide : hide}: ${text}` }, hidden ? unhide : hide);
      button.addEventListener("click", () => this.room.do("hide", { run: run.run, text: key, hidden: !hidden }));
      return button;
    };
  }

  #refused({ deed, message }) {
    if (deed.do !== "vote") return;
    this.#given.delete(deed.run);
    if (deed.run !== this.#run) return;
    this.#keep();
    this.at("ballot").open = true;
    this.say("refusal", message);
    this.show("refusal", true);
  }
}

customElements.define("live-poll", LivePoll);
