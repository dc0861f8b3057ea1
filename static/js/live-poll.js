/* <live-poll>: the poll that is on: the answer form while it is open, the results when they may be shown. */

import { Part } from "live/part";
import { showResults } from "live/results";
import { current, tallyOf } from "live/tools/polls";

class LivePoll extends Part {
  #run;
  #known;
  #moment;
  #sight;
  #inSight = true;
  #chosen = new Map();

  begin() {
    this.form = this.at("form");
    this.form?.addEventListener("submit", (event) => this.#vote(event));
    this.room.addEventListener("refused", ({ detail }) => this.#refused(detail));
    this.at("jump").addEventListener("click", () => this.at("card").scrollIntoView({ block: "start" }));
    this.#sight = new IntersectionObserver(([{ isIntersecting }]) => {
      this.#inSight = isIntersecting;
      this.render(this.room.state);
    });
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
    if (!run) return;
    const tally = tallyOf(state, run);
    const mine = this.#answer(state, run);
    if (this.#run !== run.run) this.#build(run);
    this.#check(mine);
    this.#words(run, tally);
    if (this.form) this.#showForm(state, run, mine);
    else this.#showTexts(run, tally);
    showResults(this.at("results"), this, run, tally, mine);
  }

  /* What this person chose, as far as it is known: an anonymous answer is known to this page alone. */
  #answer(state, run) {
    const waiting = this.room.unsent("vote").findLast((deed) => deed.run === run.run);
    return waiting?.choice ?? state.mine[run.run] ?? this.#chosen.get(run.run);
  }

  #build(run) {
    this.#run = run.run;
    this.#known = undefined;
    this.say("question", run.question);
    for (const kind of ["kind", "anonymity", "reveal"]) this.choose(kind, run[kind]);
    if (!this.form) return;
    this.show("refusal", false);
    const options = this.at("options");
    if (options.dataset.run === String(run.run)) return;
    options.dataset.run = run.run;
    options.replaceChildren(...run.options.map((text, index) => this.#option(run, text, index)));
  }

  /* Ticks what was answered, once it is known or when it came from another device; else leaves the boxes alone. */
  #check(mine) {
    const known = JSON.stringify(mine);
    if (!this.form || known === this.#known) return;
    this.#known = known;
    if (!mine) return;
    for (const input of this.at("options").querySelectorAll("input")) input.checked = mine.includes(Number(input.value));
  }

  #option(run, text, index) {
    const label = this.copy("option");
    const input = label.querySelector("input");
    input.type = run.kind === "multiple" ? "checkbox" : "radio";
    input.value = index;
    label.querySelector("span").textContent = text;
    return label;
  }

  #words(run, tally) {
    const shown = tally.counts || tally.too_few;
    const words = run.state === "open" ? "open-words" : shown ? "results-words" : "closed-words";
    this.say("phase", this.getAttribute(words));
    this.at("card").classList.toggle("on", run.state === "open");
    this.show("when", !shown);
  }

  #showForm(state, run, mine) {
    const waiting = this.room.unsent("vote").some((deed) => deed.run === run.run);
    const answered = run.run in state.mine;
    this.form.hidden = run.state !== "open";
    this.show("unsent", waiting && this.room.getAttribute("state") !== "connected");
    this.show("kept", answered && !waiting);
    this.show("changeable", !answered && !waiting);
    this.show("forgotten", answered && !mine);
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
    list.hidden = Boolean(tally.counts);
    if (list.dataset.run === String(run.run)) return;
    list.dataset.run = run.run;
    list.replaceChildren(...run.options.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  }

  #vote(event) {
    event.preventDefault();
    const run = current(this.room.state);
    const choice = [...this.form.querySelectorAll(":checked")].map((input) => Number(input.value));
    this.show("refusal", !choice.length);
    if (!choice.length) return this.say("refusal", this.getAttribute("choose"));
    this.#chosen.set(run.run, choice);
    this.#moment = undefined;
    this.room.do("vote", { run: run.run, choice });
    return this.at("card").scrollIntoView({ block: "start" });
  }

  #refused({ deed, message }) {
    if (deed.do !== "vote") return;
    this.#chosen.delete(deed.run);
    if (deed.run !== this.#run) return;
    this.at("ballot").open = true;
    this.say("refusal", message);
    this.show("refusal", true);
  }
}

customElements.define("live-poll", LivePoll);
