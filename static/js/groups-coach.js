/* <groups-coach room-page left over …words>: the coach's own of small groups: making, watching, ending, and reporting back. */

import { DeedPart } from "live/deeds";
import { rows } from "live/rows";
import { secondsSince, secondsUntil, tellAgo, told } from "live/clock";

class GroupsCoach extends DeedPart {
  #ticking;

  async connectedCallback() {
    await super.connectedCallback();
    clearInterval(this.#ticking);
    this.#ticking = setInterval(() => this.#tick(), 1000);
  }

  begin() {
    super.begin();
    this.at("how").addEventListener("change", () => this.#fitForm());
    this.#fitForm();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  sent(form) {
    if (form.dataset.do === "make_groups") this.#fitForm();
  }

  render(state) {
    const { groups, prepared_groups: prepared } = state;
    const phase = groups?.phase ?? "none";
    this.choose("phase", phase);
    const going = phase === "open" || phase === "offered";
    const ended = phase === "closed" && Boolean(groups.opened);
    this.show("going", going);
    this.show("ended", ended);
    this.show("again", phase === "closed");
    this.show("make", !going);
    this.#stand(going || ended);
    this.#prepared(prepared);
    if (groups) this.#groups(state);
    if (ended) this.#repeatable(groups);
    this.#tick();
  }

  /* The groups that have just ended can be had again, though they were not there when the page was made. */
  #repeatable({ groups, title }) {
    const list = this.at("like");
    if (list.querySelector(`option[value="${groups}"]`)) return;
    list.querySelector('option[value="0"]')?.remove();
    list.prepend(new Option(title, groups));
    list.selectedIndex = 0;
  }

  /* What needs the coach now comes first, for the eye and the keyboard alike. The focus and the view go with it,
   * to the heading if what had it has been put away.
   */
  #stand(first) {
    const column = this.parentElement;
    if (this === (first ? column.firstElementChild : column.lastElementChild)) return;
    const focused = this.contains(document.activeElement) ? document.activeElement : null;
    if (first) column.prepend(this);
    else column.append(this);
    focused?.focus({ preventScroll: true });
    if (focused && !this.contains(document.activeElement)) this.querySelector("summary").focus({ preventScroll: true });
    if (focused) this.scrollIntoView();
  }

  /* Only the fields that this way of dividing asks for. */
  #fitForm() {
    const how = this.at("how").value;
    for (const field of this.querySelectorAll("[data-for]")) field.hidden = !field.dataset.for.split(" ").includes(how);
  }

  #prepared(sets) {
    this.show("prepared", sets.length > 0);
    rows(this.at("prepared-list"), sets, {
      key: ({ groups }) => groups,
      make: () => this.copy("prepared"),
      fill: (row, set) => {
        for (const field of row.querySelectorAll("input[name=groups]")) field.value = set.groups;
        this.say("prepared-title", set.title, row);
        this.say("prepared-minutes", set.minutes, row);
        row.querySelector('[data-do="offer_groups"]').hidden = set.how !== "choice";
        this.#lists(this.at("prepared-groups", row), set);
        this.#movers(row, set);
      },
    });
  }

  /* Groups as names in lines, where nothing happens in them yet. */
  #lists(list, set) {
    rows(list, set.list, {
      key: ({ group }) => group,
      make: () => document.createElement("li"),
      fill: (row, group) => {
        row.textContent = `${group.name}: ${group.people.map(({ name }) => name).join(", ") || "–"}`;
      },
    });
  }

  #groups(state) {
    const { groups, reported, report } = state;
    for (const field of this.querySelectorAll("[data-slot=going] input[name=groups], [data-slot=ended] input[name=groups]")) {
      if (!field.closest("template")) field.value = groups.groups;
    }
    this.say("title", groups.title);
    this.show("open-offered", groups.phase === "offered");
    this.show("clock-row", groups.phase === "open");
    const calls = groups.list.filter(({ group }) => state.standings[group]?.called && groups.phase === "open");
    this.say("calls", calls.length ? this.getAttribute("calls").replace("{n}", calls.length) : "");
    this.#overview(state, calls);
    this.#movers(this.at("going"), groups);
    this.#reports(groups, report, reported);
  }

  /* Those who wait for the coach come first, in the order in which they called. */
  #overview({ groups, standings }, calls) {
    const since = ({ group }) => standings[group].called;
    const waiting = [...calls].sort((one, other) => since(one).localeCompare(since(other)));
    const ordered = [...waiting, ...groups.list.filter((group) => !waiting.includes(group))];
    rows(this.at("overview"), ordered, {
      key: ({ group }) => group,
      make: () => this.copy("group"),
      fill: (row, group) => this.#fill(row, group, standings[group.group], groups, waiting.indexOf(group)),
    });
  }

  #fill(row, group, standing, groups, place) {
    const here = new Set(standing?.here);
    const open = groups.phase === "open";
    this.say("group-name", group.name, row);
    this.say("group-here", open ? `${here.size} / ${group.people.length}` : group.people.length, row);
    this.say("group-chair", group.chair?.name ?? "–", row);
    this.say("group-people", group.people.map(({ who, name }) => (open && !here.has(who) ? `${name} (${this.getAttribute("away")})` : name)).join(", "), row);
    this.say("group-written", `${standing?.written ?? 0} / ${groups.tasks.length}`, row);
    this.show("group-open", open, row);
    this.at("group-last", row).dataset.since = standing?.last ?? "";
    this.show("group-calls", place >= 0, row);
    this.say("group-turn", place + 1, row);
    this.at("group-link", row).href = this.#address(group.place);
    for (const field of row.querySelectorAll("input[name=group]")) field.value = group.group;
    for (const field of row.querySelectorAll("input[name=groups]")) field.value = groups.groups;
  }

  /* One form to put anybody who is here or in the set into any group, and one to call a group otherwise. */
  #movers(root, set) {
    const form = root.querySelector('[data-do="place_in_group"]');
    const inside = new Map(set.list.flatMap(({ name, people }) => people.map((person) => [person.who, { ...person, group: name }])));
    const here = (this.room.state.here.people ?? []).filter(({ who, coach }) => !coach && !inside.has(who));
    rows(form.elements.who, [...here, ...inside.values()], { key: ({ who }) => who, make: option, fill: (row, { who, name, group }) => fillOption(row, who, group ? `${name} (${group})` : name) });
    rows(form.elements.group, [...set.list, { group: 0, name: this.getAttribute("no-group") }], { key: ({ group }) => group, make: option, fill: (row, { group, name }) => fillOption(row, group, name) });
    form.hidden = !form.elements.who.length;
    const namer = root.querySelector('[data-do="rename_group"]').elements.group;
    rows(namer, set.list, { key: ({ group }) => group, make: option, fill: (row, { group, name }) => fillOption(row, group, name) });
  }

  #reports({ groups, list }, report, reported) {
    this.show("reporting", Boolean(report));
    this.say("report-name", report?.name ?? "");
    const next = list.find(({ group }) => group !== report?.group && !reported.includes(group));
    const form = this.at("next");
    form.hidden = !next;
    form.elements.group.value = next?.group ?? "";
    form.elements.groups.value = groups;
    this.say("next-name", next?.name ?? "");
    rows(this.at("report-list"), list, {
      key: ({ group }) => group,
      make: () => this.copy("report"),
      fill: (row, { group, name }) => {
        this.say("one-name", name, row);
        this.show("one-on", group === report?.group, row);
        this.show("one-done", reported.includes(group), row);
        row.querySelector("form").hidden = group === report?.group;
        row.querySelector("input[name=group]").value = group;
        row.querySelector("input[name=groups]").value = groups;
      },
    });
  }

  #address(place) {
    return this.getAttribute("room-page").replace("/0/", `/${place}/`);
  }

  #tick() {
    const { groups, report } = this.room.state;
    if (groups?.phase === "open") this.say("clock", this.getAttribute("left").replace("{time}", told(secondsUntil(groups.ends))));
    tellAgo(this);
    if (!report) return;
    const left = 60 * report.minutes - secondsSince(report.since);
    this.say("report-clock", this.getAttribute(left < 0 ? "over" : "left").replace("{time}", told(Math.abs(left))));
  }
}

const option = () => document.createElement("option");

function fillOption(row, value, text) {
  row.value = value;
  if (row.textContent !== text) row.textContent = text;
}

customElements.define("groups-coach", GroupsCoach);
