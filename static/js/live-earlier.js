/* <live-earlier>: the runs before the current one, latest first. */

import { Part } from "live/part";
import { showResults } from "live/results";
import { earlierRuns, tallyOf } from "live/tools/polls";

class LiveEarlier extends Part {
  render(state) {
    const runs = earlierRuns(state);
    const list = this.at("runs");
    this.show("earlier", runs.length > 0);
    this.say("count", runs.length);
    const rows = new Map([...list.children].map((row) => [Number(row.dataset.run), row]));
    const wanted = runs.map((run) => this.#row(run, rows.get(run.run), state));
    if (wanted.some((row, index) => row !== list.children[index])) list.replaceChildren(...wanted);
  }

  #row(run, row, state) {
    const filled = row ?? this.copy("run");
    filled.dataset.run = run.run;
    filled.querySelector("h3").textContent = run.question;
    showResults(this.at("results", filled), this, run, tallyOf(state, run), state.mine[run.run]);
    return filled;
  }
}

customElements.define("live-earlier", LiveEarlier);
