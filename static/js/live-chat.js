/* <live-chat>: the talk as a log that is read out as it grows. Stays at the newest only when the reader is there. */

import { DeedPart } from "live/deeds";
import { rows } from "live/rows";
import { current } from "live/tools/polls";

const NEAR = 120;
const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
  hour: "numeric",
  minute: "2-digit",
  hourCycle: "h23",
});

class LiveChat extends DeedPart {
  #seen;

  begin() {
    super.begin();
    this.log = this.at("log");
    this.end = this.at("newer");
    this.end.addEventListener("click", () => this.#toEnd());
    this.at("older")?.addEventListener("click", (event) => this.#older(event));
    this.#watchTheEnd();
    this.#tellTimes();
  }

  render(state) {
    const { messages, waiting, me } = state;
    if (!this.changed(messages, waiting, me, this.room.unsent("say").map(({ id }) => id).join())) return;
    const near = this.#nearEnd();
    const last = messages[messages.length - 1];
    this.#reconcile(state);
    const written = this.#showUnsent(state);
    this.#showWaiting(state);
    this.show("empty", !messages.length && !this.at("unsent").childElementCount);
    const grown = last?.seq > this.#seen;
    if (last && this.#seen === undefined) this.#arrive(state);
    else if (written || (grown && (near || last.who === me?.who))) this.#toEnd();
    else if (grown) this.end.hidden = false;
    this.#seen = last?.seq ?? 0;
  }

  /* The end may be reached by scrolling, or by a window that is made larger. */
  #watchTheEnd() {
    const look = () => this.#nearEnd() && (this.end.hidden = true);
    const sizes = new ResizeObserver(look);
    for (const box of this.#boxes()) {
      box.addEventListener("scroll", look, { passive: true });
      sizes.observe(box);
    }
  }

  /* On a phone an open poll comes before the talk. */
  #arrive(state) {
    const apart = this.#box() === this.at("scroll");
    if (apart || (current(state)?.state !== "open" && state.view !== "coach")) this.#toEnd();
  }

  /* Rows that stay are left alone: what has been read out is not read out again. Older ones were asked for. */
  #reconcile({ messages, me }) {
    const kept = new Map([...this.log.children].map((row) => [Number(row.dataset.seq), row]));
    const wanted = new Set(messages.map((message) => message.seq));
    const first = messages[0]?.seq ?? Infinity;
    for (const [seq, row] of kept) if (seq > first && !wanted.has(seq)) row.remove();
    let before = [...this.log.children].find((row) => Number(row.dataset.seq) > first) ?? null;
    for (const message of messages) {
      const row = kept.get(message.seq);
      if (row) before = row.nextElementSibling;
      const now = row ?? this.log.insertBefore(this.#row(message, me), before);
      this.#showWords(now, message);
    }
  }

  /* The page before this one, put on top; without JavaScript it is a page of its own. */
  async #older(event) {
    event.preventDefault();
    const link = this.at("older");
    const html = await (await fetch(link.href)).text();
    const page = new DOMParser().parseFromString(html, "text/html");
    const box = this.#box();
    const fromEnd = box ? box.scrollHeight - box.scrollTop : 0;
    const have = new Set([...this.log.children].map((row) => row.dataset.seq));
    this.log.prepend(...[...page.querySelectorAll("[data-slot=log] > li")].filter((row) => !have.has(row.dataset.seq)));
    this.#tellTimes();
    if (box) box.scrollTop = box.scrollHeight - fromEnd;
    const further = page.querySelector("[data-slot=older]");
    if (further) link.href = further.href;
    else link.remove();
  }

  #tellTimes() {
    for (const time of this.log.querySelectorAll("time")) time.textContent = clock.format(new Date(time.dateTime));
  }

  #row(message, me) {
    const row = this.copy("message");
    const time = row.querySelector("time");
    row.dataset.seq = message.seq;
    row.classList.toggle("mine", Boolean(me) && message.who === me.who);
    row.querySelector(".person").textContent = message.name;
    row.querySelector(".role").hidden = !message.coach;
    for (const input of row.querySelectorAll("input[name=message]")) input.value = message.seq;
    time.dateTime = message.at;
    time.textContent = clock.format(new Date(message.at));
    return row;
  }

  /* What was said, or why a coach has hidden it. */
  #showWords(row, { text, hidden }) {
    this.say("text", text, row);
    this.show("text", !hidden, row);
    this.show("hidden", Boolean(hidden), row);
    this.choose("why", hidden, row);
    if (this.at("hide", row)) this.show("hide", !hidden, row);
    if (this.at("unhide", row)) this.show("unhide", Boolean(hidden), row);
  }

  /* One's own that wait for the coach, or were not let in. */
  #showWaiting({ waiting }) {
    const list = this.at("waiting");
    list.hidden = !waiting.length;
    rows(list, waiting, {
      key: ({ held }) => held,
      make: (one) => {
        const row = this.copy("waiting");
        this.say("text", one.text, row);
        return row;
      },
      fill: (row, { reason }) => {
        this.show("waits", !reason, row);
        this.show("declined", Boolean(reason), row);
        this.choose("why", reason, row);
      },
    });
  }

  /* → whether something new was written. */
  #showUnsent({ me }) {
    const list = this.at("unsent");
    const deeds = this.room.unsent("say");
    const rows = [...list.children];
    for (const row of rows) if (!deeds.some((deed) => deed.id === row.dataset.id)) row.remove();
    const added = deeds.filter((deed) => !rows.some((row) => row.dataset.id === deed.id));
    list.append(...added.map((deed) => this.#waiting(deed, me)));
    list.hidden = !deeds.length;
    return added.length > 0;
  }

  #waiting(deed, me) {
    const row = this.copy("message");
    row.dataset.id = deed.id;
    row.querySelector(".person").textContent = me?.name ?? "";
    row.querySelector(".message-text").textContent = deed.text;
    row.querySelector("time").replaceWith(this.getAttribute("not-sent"));
    return row;
  }

  /* On a phone the whole floor scrolls, on a wide screen the talk alone. */
  #boxes() {
    return [this.at("scroll"), this.closest(".room-floor")];
  }

  #box() {
    return this.#boxes().find((box) => box.scrollHeight > box.clientHeight && getComputedStyle(box).overflowY === "auto");
  }

  #nearEnd() {
    const box = this.#box();
    return !box || box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
  }

  #toEnd() {
    const box = this.#box();
    if (box) box.scrollTop = box.scrollHeight;
    this.end.hidden = true;
  }
}

customElements.define("live-chat", LiveChat);
