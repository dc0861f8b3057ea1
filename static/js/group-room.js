/* <group-room common left …words>: a small group's own: the clock, the coach's words, the chair, calling the coach, and coming back. */

import { DeedPart } from "live/deeds";
import { rows } from "live/rows";
import { secondsUntil, told } from "live/clock";

const WARNINGS = [60, 300];
const FINISHING = 60_000;

/* Says on arrival that one has been moved; a reload is no arrival. */
const MOVED = "#moved";

class GroupRoom extends DeedPart {
  #ticking;
  #patience;
  #hurried = false;
  #wasOpen = false;
  #left = Infinity;
  #gone = false;
  #words = 0;

  begin() {
    super.begin();
    this.member = !this.hasAttribute("coach");
    this.#ticking = setInterval(() => this.#tick(), 1000);
    this.room.addEventListener("settled", () => this.#comeBack());
    this.at("leave").addEventListener("click", () => remember(this.room.state.groups));
    this.#left = this.#seconds();
    if (location.hash === MOVED) history.replaceState(null, "", location.pathname);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
    clearTimeout(this.#patience);
  }

  render(state) {
    const [own] = state.groups.list;
    this.say("name", own.name);
    this.say("chair", own.chair?.name ?? "");
    this.show("chaired", Boolean(own.chair));
    this.show("chairless", !own.chair);
    this.show("be-chair", own.people.some(({ who }) => who === state.me?.who) && own.chair?.who !== state.me?.who);
    this.#people(own);
    this.show("call", state.groups.phase === "open" && !state.called);
    this.show("called", Boolean(state.called));
    this.#coachSays(state.words);
    this.show("ended", state.groups.phase === "closed");
    this.#wasOpen ||= state.groups.phase === "open";
    this.#tick();
    this.#comeBack();
  }

  #people({ people, chair }) {
    const others = people.filter(({ who }) => who !== chair?.who);
    rows(this.at("people"), others, {
      key: ({ who }) => who,
      make: () => document.createElement("option"),
      fill: (option, { who, name }) => {
        option.value = who;
        option.textContent = name;
      },
    });
  }

  #coachSays(words) {
    this.show("words", words.length > 0);
    if (words.length === this.#words) return;
    this.#words = words.length;
    this.say("word", words[words.length - 1]?.text ?? "");
    const earlier = words.slice(0, -1).map(({ text }) => Object.assign(document.createElement("li"), { textContent: text }));
    this.show("earlier", earlier.length > 0);
    this.at("earlier-words").replaceChildren(...earlier);
  }

  #seconds() {
    const { groups } = this.room.state;
    return groups.phase === "open" ? secondsUntil(groups.ends) : 0;
  }

  /* The clock; at five minutes and at one it is said aloud, once each. */
  #tick() {
    const left = this.#seconds();
    this.say("clock", left ? this.getAttribute("left").replace("{time}", told(left)) : "");
    const passed = WARNINGS.find((warning) => this.#left > warning && left <= warning && left > 0);
    if (passed) this.say("warning", this.getAttribute(`warns-${passed}`));
    else if (!left || left > Math.max(...WARNINGS)) this.say("warning", "");
    this.at("clock").classList.toggle("late", left > 0 && left <= 60);
    this.#left = left;
  }

  /* When the groups have ended, or the coach has moved the person: away, once everything typed is saved.
   Who is writing has a minute; who comes to a group that has ended comes to read, and stays. */
  #comeBack() {
    const { groups, sent } = this.room.state;
    const moved = sent && sent.group !== groups.list[0].group;
    const ended = this.#wasOpen && groups.phase === "closed";
    if (!this.member || this.#gone || !(moved || ended)) return undefined;
    if (moved) return this.#go(sent.place);
    this.#patience ??= setTimeout(() => this.#hurry(), FINISHING);
    return this.#hurried || !isWriting() ? this.#go() : undefined;
  }

  #hurry() {
    this.#hurried = true;
    this.#comeBack();
  }

  #go(place) {
    const notes = this.room.querySelector("group-notes");
    if (!notes?.isSaved()) return notes?.save();
    this.#gone = true;
    if (place) {
      this.room.tell(this.getAttribute("moved"));
      this.room.querySelector("live-writer")?.takeAlong(place);
    }
    location.assign(place ? this.getAttribute("room-page").replace("/0/", `/${place}/${MOVED}`) : this.getAttribute("common"));
    return undefined;
  }
}

function isWriting() {
  return Boolean(document.activeElement?.matches("group-notes textarea, live-writer textarea:not(:placeholder-shown)"));
}

/* Who goes back by choice is not led here again in this tab. */
function remember({ groups }) {
  try {
    sessionStorage.setItem(`groups-left:${groups}`, "");
  } catch {
    /* Storage is refused: they are led here again, and may go again. */
  }
}

customElements.define("group-room", GroupRoom);
