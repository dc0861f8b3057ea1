/* <groups-screen left over>: the small groups on a big screen: their clock, and who reports back with what. No names of people. */

import { Part } from "live/part";
import { secondsSince, secondsUntil, told } from "live/clock";
import { fillNotes } from "small-groups";

class GroupsScreen extends Part {
  #ticking;
  #report;

  begin() {
    this.#ticking = setInterval(() => this.#tick(), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  render({ groups, report }) {
    const on = groups?.phase === "open" || groups?.phase === "offered";
    this.hidden = !on && !report;
    this.show("on", on && !report);
    this.show("report", Boolean(report));
    if (on) this.say("title", groups.title);
    if (on) this.at("names").replaceChildren(...groups.list.map(({ name }) => Object.assign(document.createElement("li"), { textContent: name })));
    if (report && this.#report !== report) {
      this.say("report-name", report.name);
      fillNotes(this, report.notes);
    }
    this.#report = report;
    this.#tick();
  }

  #tick() {
    const { groups, report } = this.room.state;
    this.say("clock", groups?.phase === "open" ? this.getAttribute("left").replace("{time}", told(secondsUntil(groups.ends))) : "");
    if (!report) return;
    const left = 60 * report.minutes - secondsSince(report.since);
    this.say("report-clock", this.getAttribute(left < 0 ? "over" : "left").replace("{time}", told(Math.abs(left))));
  }
}

customElements.define("groups-screen", GroupsScreen);
