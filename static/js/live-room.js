/* <live-room socket room …words>: the room's state, its connection and its outbox; the parts inside watch it.
 *
 * It fires "refused" (detail: {deed, message}) when a deed came back, and "news" goes to the polite live region.
 */

import { set as setClock } from "live/clock";
import { Connection } from "live/connection";
import { Outbox } from "live/outbox";
import { EMPTY, receive } from "live/state";
import { current, shownTo, tallyOf } from "live/tools/polls";

const LATER = new Set(["too_fast", "busy", "try_again"]);
const SETTLE = 1200;
const ARRIVAL = 6000;
const GOOD_NEWS = 4000;

class LiveRoom extends HTMLElement {
  #watchers = new Set();
  #patience = SETTLE;
  #again;
  #telling;
  #rejoicing;
  #back = false;
  #storage = () => this.#tell();
  state = EMPTY;

  connectedCallback() {
    this.outbox = new Outbox(`deed:${document.body.dataset.person}:${this.getAttribute("room")}`);
    for (const frame of JSON.parse(document.getElementById("room-frames").textContent)) this.#apply(frame);
    this.connection = new Connection((way) => this.#address(way));
    this.connection.addEventListener("frame", ({ detail }) => this.#heard(detail));
    this.connection.addEventListener("state", ({ detail }) => this.#line(detail));
    this.connection.addEventListener("doubt", () => this.#resume());
    window.addEventListener("storage", this.#storage);
    this.connection.start();
    this.#line({ state: "connecting" });
  }

  disconnectedCallback() {
    window.removeEventListener("storage", this.#storage);
    clearTimeout(this.#again);
    clearTimeout(this.#telling);
    clearTimeout(this.#rejoicing);
    this.connection.stop();
  }

  watch(part) {
    this.#watchers.add(part);
  }

  unwatch(part) {
    this.#watchers.delete(part);
  }

  /* Does a deed now, or as soon as there is a connection. */
  do(name, fields) {
    this.connection.send(this.outbox.add({ do: name, ...fields }));
    this.#tell();
  }

  /* The deeds of one kind that have not been acknowledged. */
  unsent(name) {
    return this.outbox.all().filter((deed) => !name || deed.do === name);
  }

  news(attribute, values = {}) {
    this.tell(this.getAttribute(attribute) ?? "", values);
  }

  /* A sentence for the polite live region. */
  tell(sentence, values = {}) {
    this.querySelector('[data-slot="news"]').textContent = filled(sentence, values);
  }

  words(attribute, values = {}) {
    return filled(this.getAttribute(attribute) ?? "", values);
  }

  #address(way) {
    const address = new URL(this.getAttribute(way) ?? "", location.href);
    if (way === "deeds") return address;
    if (way === "socket") address.protocol = address.protocol.replace("http", "ws");
    if (this.state.view) {
      address.searchParams.set("after", this.state.seq);
      address.searchParams.set("view", this.state.view);
    }
    return address;
  }

  #heard(frame) {
    if (frame.ack) this.#settled(frame.ack);
    else if (frame.refused !== undefined) this.#refused(frame);
    else this.#apply(frame);
    if (frame.hello) this.#sendAll();
  }

  #apply(frame) {
    if (frame.hello) setClock(frame.hello.now);
    const before = this.state;
    const { state, missed } = receive(before, frame);
    if (missed) return this.#resume();
    this.state = state;
    if (before.view) this.#announce(before, state);
    return this.#render();
  }

  #resume() {
    this.connection.send({ resume: this.state.seq });
  }

  #sendAll() {
    for (const deed of this.outbox.all()) this.connection.send(deed);
  }

  #settled(id) {
    this.#patience = SETTLE;
    const deed = this.outbox.take(id);
    if (deed) this.dispatchEvent(new CustomEvent("settled", { detail: deed }));
    this.#tell();
  }

  #refused({ refused, code, message }) {
    if (LATER.has(code)) {
      clearTimeout(this.#again);
      this.#again = setTimeout(() => this.#sendAll(), this.#patience * (1 + Math.random() / 2));
      this.#patience = Math.min(2 * this.#patience, 20_000);
      return;
    }
    const deed = this.outbox.take(refused);
    if (deed) this.dispatchEvent(new CustomEvent("refused", { detail: { deed, message } }));
    this.#tell();
  }

  #announce(before, after) {
    const was = current(before);
    const now = current(after);
    if (!now) return;
    if (was?.run !== now.run) {
      if (now.state === "open") this.news("poll-opened", { question: now.question });
    } else if (!tallyOf(before, was).result && tallyOf(after, now).result && now.state === "closed") {
      this.news("results-shown");
    } else if (was.state !== now.state) {
      this.news("poll-closed");
    } else if (shownTo(was) !== "all" && shownTo(now) === "all") {
      this.news("results-shown");
    }
  }

  /* A short break is not worth words, nor a slow arrival; a longer one is, and one the device knows of at once. */
  #line({ state, code }) {
    if (state === "ended") this.setAttribute("ending", code);
    if (state === "connected" || state === "ended") this.#settle(state);
    else if (!navigator.onLine) this.#settle("offline");
    else this.#telling ??= setTimeout(() => this.#settle("offline"), this.hasAttribute("state") ? SETTLE : ARRIVAL);
  }

  #settle(state) {
    clearTimeout(this.#telling);
    clearTimeout(this.#rejoicing);
    this.#telling = undefined;
    this.#back = state === "connected" && this.getAttribute("state") === "offline";
    this.setAttribute("state", state);
    this.#tell();
    if (!this.#back) return;
    this.#rejoicing = setTimeout(() => {
      this.#back = false;
      this.#tell();
    }, GOOD_NEWS);
  }

  #tell() {
    const place = this.querySelector('[data-slot="connection"]');
    const text = this.#sentence();
    if (place.textContent !== text) place.textContent = text;
    this.#render();
  }

  #sentence() {
    const state = this.getAttribute("state");
    const n = this.unsent().length;
    if (state === "ended" && this.state.restraint === "removed") return "";
    if (state === "ended") return this.words(`ended-${this.getAttribute("ending")}`) || this.words("ended");
    if (state === "offline") return n ? this.words("offline-unsent", { n }) : this.words("offline");
    return this.#back ? this.words("back") : "";
  }

  #render() {
    for (const part of this.#watchers) part.render(this.state);
  }
}

function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

customElements.define("live-room", LiveRoom);
