/* <small-groups room-page left …words>: for members in the session's own room: choosing, the way to one's group, and the reports.
 *
 * Whoever follows the coach is taken to the group without a tap, unless they are writing.
 */

import { DeedPart } from "live/deeds";
import { rows } from "live/rows";
import { secondsSince, secondsUntil, told } from "live/clock";
import { ownGroup } from "live/tools/small_groups";

class SmallGroups extends DeedPart {
  #ticking;
  #shown;
  #asked;
  #going = false;

  begin() {
    super.begin();
    this.member = !this.hasAttribute("coach");
    this.#ticking = setInterval(() => this.#tick(), 1000);
    this.room.addEventListener("settled", () => this.#lead());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  render(state) {
    const { groups, report } = state;
    if (this.#shown?.groups === groups && this.#shown.report === report) return;
    this.#shown = { groups, report };
    this.show("card", this.member && Boolean(groups) && (groups.phase !== "closed" || Boolean(groups.opened && ownGroup(state))));
    this.#showReport(report);
    if (!groups || !this.member) return;
    const own = ownGroup(state);
    this.choose("phase", groups.phase);
    this.say("title", groups.title);
    this.#choices(groups, own);
    this.show("own", Boolean(own) && groups.phase !== "offered");
    if (own) this.#own(own);
    this.show("late", !own && groups.phase === "open");
    this.show("other", Boolean(own) && groups.phase === "open" && groups.how === "choice");
    for (const field of this.querySelectorAll("input[name=groups]")) field.value = groups.groups;
    this.#tick();
    this.#lead();
  }

  #own(own) {
    this.say("own-name", own.name);
    this.say("own-people", own.people.map(({ name }) => name).join(", "));
    this.at("go").href = this.#address(own.place);
    this.at("notes").href = `${this.#address(own.place)}muistiinpanot/`;
  }

  #choices(groups, own) {
    const shown = groups.how === "choice" && (groups.phase === "offered" || (groups.phase === "open" && !own));
    this.show("choices", shown);
    if (!shown) return;
    rows(this.at("choices"), groups.list, {
      key: ({ group }) => group,
      make: () => this.copy("choice"),
      fill: (row, group) => {
        for (const field of row.querySelectorAll("input[name=group]")) field.value = group.group;
        for (const field of row.querySelectorAll("input[name=groups]")) field.value = groups.groups;
        this.say("choice-name", group.name, row);
        this.say("choice-people", group.people.length, row);
        row.querySelector("button").setAttribute("aria-pressed", String(group === own));
      },
    });
  }

  #showReport(report) {
    this.show("report", Boolean(report));
    if (!report) return;
    this.say("report-name", report.name);
    fillNotes(this, report.notes);
  }

  /* To the group, when nothing is on its way any more; who has come back by choice stays until they press the button. */
  #lead() {
    const state = this.room.state;
    if (!this.member || state.groups?.phase !== "open" || this.#going || this.#stays(state.groups)) return;
    const own = ownGroup(state);
    if (!own) return this.#findGroup(state.groups);
    if (isWriting() || this.room.unsent().length) return;
    this.#going = true;
    this.room.querySelector('[data-slot="news"]').textContent = this.getAttribute("taken");
    location.assign(this.#address(own.place));
  }

  #findGroup({ groups, how }) {
    if (this.#asked === groups || how === "choice") return;
    this.#asked = groups;
    this.room.do("find_group", { groups });
  }

  #stays({ groups }) {
    return this.room.querySelector('live-stage [data-slot="follow"]')?.hidden === false || stayed(groups);
  }

  #address(place) {
    return this.getAttribute("room-page").replace("/0/", `/${place}/`);
  }

  #tick() {
    const { groups, report } = this.room.state;
    const left = groups?.phase === "open" ? secondsUntil(groups.ends) : 0;
    this.say("clock", left ? this.getAttribute("left").replace("{time}", told(left)) : "");
    if (!report) return;
    const rest = 60 * report.minutes - secondsSince(report.since);
    this.say("report-clock", this.getAttribute(rest < 0 ? "over" : "left").replace("{time}", told(Math.abs(rest))));
  }
}

function isWriting() {
  const field = document.activeElement;
  return Boolean(field?.matches("textarea, input[type=text]") && field.value.trim());
}

/* Whether the person has come back from this set's group by choice, in this tab. */
function stayed(groups) {
  try {
    return sessionStorage.getItem(`groups-left:${groups}`) !== null;
  } catch {
    return false;
  }
}

/* A report's notes into a part that has the places for them. */
export function fillNotes(part, notes) {
  const drawn = notes.flatMap(({ task, text }) => [
    Object.assign(document.createElement("dt"), { textContent: task }),
    Object.assign(document.createElement("dd"), { textContent: text }),
  ]);
  part.at("report-notes").replaceChildren(...drawn);
  part.show("report-none", !notes.length);
}

customElements.define("small-groups", SmallGroups);
