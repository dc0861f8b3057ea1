/* <coach-panel>: opening, closing and showing, and what the others see meanwhile. */

import { Part } from "live/part";
import { current, shownTo, tallyOf } from "live/tools/polls";

class CoachPanel extends Part {
  #run;
  #opening = false;

  begin() {
    this.addEventListener("submit", (event) => this.#submit(event));
    this.querySelector(".coach-next > summary").addEventListener("click", ({ currentTarget }) => intoSight(currentTarget));
    this.querySelector(".coach-quick > summary").addEventListener("click", ({ currentTarget }) => toWriting(currentTarget));
    this.room.addEventListener("refused", ({ detail }) => this.#refused(detail));
  }

  render(state) {
    const run = current(state);
    this.show("now", Boolean(run));
    this.say("seen", this.at("seen").dataset[seenBy(run)]);
    this.#showLibrary(state);
    if (!run) return;
    this.say("question", run.question);
    this.say("answered", tallyOf(state, run).answered);
    this.say("present", state.here.count);
    this.show("close", run.state === "open");
    this.show("give-time", run.state === "open");
    this.show("reveal", shownTo(run) !== "all");
    this.#follow(run);
  }

  /* Whoever has opened a poll here sees how it goes, wherever the button was. */
  #follow({ run }) {
    const opened = this.#opening && run !== this.#run;
    this.#run = run;
    if (!opened) return;
    this.#opening = false;
    this.at("now").scrollIntoView({ block: "nearest" });
  }

  #showLibrary({ library, polls }) {
    const list = this.at("library");
    const words = this.getAttribute(polls.some((run) => run.state === "open") ? "open-next" : "open-first");
    const rows = new Map([...list.children].map((row) => [Number(row.dataset.poll), row]));
    for (const poll of library) {
      const row = rows.get(poll.poll) ?? list.appendChild(this.#row(poll));
      const runs = polls.filter((run) => run.poll === poll.poll);
      this.say("open-words", words, row);
      this.show("used", runs.length > 0, row);
      this.show("running", runs.some((run) => run.state === "open"), row);
      this.show("open", !runs.some((run) => run.state === "open"), row);
    }
    this.show("none", !library.length);
  }

  #row(poll) {
    const row = this.copy("prepared");
    row.dataset.poll = poll.poll;
    row.querySelector("input[name=poll]").value = poll.poll;
    this.say("prepared-question", poll.question, row);
    this.say("open-question", poll.question, row);
    for (const kind of ["kind", "anonymity", "reveal"]) this.choose(kind, poll[kind], row);
    return row;
  }

  #submit(event) {
    const form = event.target.closest("form[data-do]");
    if (!form || event.defaultPrevented) return;
    event.preventDefault();
    this.show("refusal", false);
    if (form.dataset.do === "open") this.#open(Number(form.elements.poll.value));
    else if (form.dataset.do === "quick") this.#quick(form);
    else if (form.dataset.do === "time") this.room.do("time", { run: current(this.room.state).run, seconds: Number(event.submitter.value) });
    else this.room.do(form.dataset.do, { run: current(this.room.state).run });
  }

  /* One poll at a time: the one that is on is closed first, as the button has said. */
  #open(poll) {
    const run = current(this.room.state);
    if (run?.state === "open") this.room.do("close", { run: run.run });
    this.#opening = true;
    this.room.do("open", { poll });
  }

  /* Made by the page's own form; the poll then comes back through the socket like any other. */
  async #quick(form) {
    const button = form.querySelector("button:not([type])");
    button.disabled = true;
    this.#opening = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      if (!answer.ok) return this.#tell((await answer.json()).detail);
      form.reset();
      form.closest("details").open = false;
    } catch {
      this.#tell(this.room.words("offline-unsent", { n: 1 }));
    } finally {
      button.disabled = false;
    }
    return undefined;
  }

  #refused({ deed, message }) {
    if (["open", "close", "reveal", "time", "hide"].includes(deed.do)) this.#tell(message);
  }

  #tell(message) {
    this.#opening = false;
    this.say("refusal", message);
    this.show("refusal", true);
  }
}

/* On a phone what a heading opens would be under the edge of the screen. */
function intoSight(summary) {
  requestAnimationFrame(() => summary.parentElement.open && summary.scrollIntoView());
}

/* A quick poll begins with its question: nothing more to press before writing it. */
function toWriting(summary) {
  requestAnimationFrame(() => {
    if (!summary.parentElement.open) return;
    summary.scrollIntoView();
    summary.parentElement.querySelector("[name=question]").focus({ preventScroll: true });
  });
}

/* Which sentence tells what the others see. */
function seenBy(run) {
  if (!run) return "none";
  const shown = shownTo(run);
  if (run.state === "closed") return shown === "all" ? "results" : "closed";
  return { all: "live", answerers: "answerers", coaches: "question" }[shown];
}

customElements.define("coach-panel", CoachPanel);
