/* <groups-beside room-page calls ago just-now>: for a coach in a small group's room, how all the groups are doing. */

import { Part } from "live/part";
import { rows } from "live/rows";
import { tellAgo } from "live/clock";

class GroupsBeside extends Part {
  #ticking;

  begin() {
    this.#ticking = setInterval(() => tellAgo(this), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  /* Those who wait come first, in the order in which they called. */
  render({ groups, beside, standings }) {
    this.show("card", groups?.phase === "open");
    const since = ({ group }) => standings[group]?.called;
    const waiting = beside.filter(since).sort((one, other) => since(one).localeCompare(since(other)));
    this.say("calls", waiting.length ? this.getAttribute("calls").replace("{n}", waiting.length) : "");
    rows(this.at("list"), [...waiting, ...beside.filter((one) => !since(one))], {
      key: ({ group }) => group,
      make: () => this.copy("group"),
      fill: (row, group) => this.#fill(row, group, standings[group.group], groups),
    });
    tellAgo(this);
  }

  #fill(row, { group, name, place }, standing, groups) {
    this.say("name", name, row);
    this.at("name", row).href = this.getAttribute("room-page").replace("/0/", `/${place}/`);
    if (group === groups.list[0].group) this.at("name", row).setAttribute("aria-current", "true");
    this.show("called", Boolean(standing?.called), row);
    this.say("here", standing?.here.length ?? 0, row);
    this.say("written", `${standing?.written ?? 0} / ${groups.tasks.length}`, row);
    this.at("last", row).dataset.since = standing?.last ?? "";
  }
}

customElements.define("groups-beside", GroupsBeside);
