/* The connection: comes back by itself, and knows when it is only pretending to be open.
 *
 * It is a WebSocket; where those do not open, plain requests carry the same frames, and
 * sockets are tried again now and then.
 *
 * Events: "frame" (detail: the frame) and "state" (detail: {state, code}), where state
 * is connecting, connected, offline or ended. After ended it does not come back.
 */

import { Polling } from "live/polling";

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const SILENCE = 45_000;
const ANSWER = 10_000;
const STAY_AWAY = new Set([4400, 4401, 4403, 4404, 4409, 4413]);
const FLOODED = 4429;
const BLOCKED = 2;
const TRY_SOCKETS = 300_000;
const BLOCKED_HERE = "sockets-blocked";

export class Connection extends EventTarget {
  #socket;
  #greeted = false;
  #unopened = 0;
  #probe;
  #wait = FIRST_WAIT;
  #comingBack;
  #watchdog;
  state = "connecting";

  /* address(way) → where to connect, with what has been applied already; way is socket, stream or deeds. */
  constructor(address) {
    super();
    this.address = address;
    if (Date.now() - (remembered() ?? -Infinity) < TRY_SOCKETS) this.#unopened = BLOCKED;
  }

  get polls() {
    return this.#socket instanceof Polling;
  }

  start() {
    window.addEventListener("offline", this.#lost);
    window.addEventListener("online", this.#hurry);
    window.addEventListener("pageshow", this.#hurry);
    document.addEventListener("visibilitychange", this.#hurry);
    this.#connect();
  }

  stop() {
    window.removeEventListener("offline", this.#lost);
    window.removeEventListener("online", this.#hurry);
    window.removeEventListener("pageshow", this.#hurry);
    document.removeEventListener("visibilitychange", this.#hurry);
    clearTimeout(this.#comingBack);
    clearTimeout(this.#probe);
    this.#drop();
  }

  /* False when there is no connection; then the caller keeps it for the next one. */
  send(frame) {
    if (this.state !== "connected") return false;
    this.#socket.send(JSON.stringify(frame));
    this.#expect(ANSWER);
    return true;
  }

  #connect() {
    clearTimeout(this.#comingBack);
    this.#drop();
    this.#become("connecting");
    const line = this.#open();
    this.#socket = line;
    line.onmessage = ({ data }) => this.#heard(typeof data === "string" ? JSON.parse(data) : data);
    line.onclose = (event) => this.#closed(event.code);
    this.#expect(ANSWER);
  }

  #open() {
    this.#greeted = false;
    try {
      if (this.#unopened < BLOCKED) return new WebSocket(this.address("socket"));
    } catch {
      this.#unopened = BLOCKED;
    }
    return new Polling(() => this.address("stream"), this.address("deeds"));
  }

  #heard(frame) {
    if (frame.hello) {
      this.#greeted = true;
      this.#wait = FIRST_WAIT;
      this.#settleOn(this.polls);
      this.#become("connected");
    }
    this.#expect(SILENCE);
    this.dispatchEvent(new CustomEvent("frame", { detail: frame }));
  }

  /* What works here is remembered for the next page; behind requests a socket is tried now and then. */
  #settleOn(polls) {
    if (!polls) this.#unopened = 0;
    remember(polls ? Date.now() : undefined);
    clearTimeout(this.#probe);
    if (polls) this.#probe = setTimeout(() => this.#trySocket(), TRY_SOCKETS);
  }

  #trySocket() {
    const socket = new WebSocket(this.address("socket"));
    socket.onclose = () => this.polls && this.#settleOn(true);
    socket.onmessage = () => {
      socket.onclose = null;
      socket.close();
      this.#unopened = 0;
      if (this.polls && this.state === "connected") this.#connect();
    };
  }

  /* Two that never opened mean that sockets are blocked; a failed request, that nothing can be known of them. */
  #count() {
    if (this.polls) this.#unopened = this.#greeted ? this.#unopened : 0;
    else if (!this.#greeted) this.#unopened += 1;
  }

  #closed(code) {
    this.#count();
    this.#drop();
    if (STAY_AWAY.has(code)) return this.#become("ended", code);
    if (code === FLOODED) this.#wait = 2 * LONGEST_WAIT;
    this.#become("offline");
    this.#comingBack = setTimeout(() => this.#connect(), this.#wait * (0.5 + Math.random()));
    this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT);
    return undefined;
  }

  #drop() {
    clearTimeout(this.#watchdog);
    if (!this.#socket) return;
    this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
    this.#socket = undefined;
  }

  /* Nothing heard in time: what looks open is not. */
  #expect(time) {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(this.#lost, time);
  }

  #lost = () => {
    if (this.state !== "ended") this.#closed(1006);
  };

  /* Back in sight or online: do not wait, and ask at once whether the line still holds. */
  #hurry = () => {
    if (document.visibilityState === "hidden" || this.state === "ended" || this.state === "connecting") return;
    if (this.state === "offline") {
      this.#wait = FIRST_WAIT;
      this.#connect();
    } else {
      this.dispatchEvent(new Event("doubt"));
    }
  };

  #become(state, code) {
    if (this.state === state && state !== "ended") return;
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: { state, code } }));
  }
}

/* When sockets were found blocked in this tab; undefined where storage is refused or holds nothing. */
function remembered() {
  try {
    return Number(sessionStorage.getItem(BLOCKED_HERE) ?? undefined) || undefined;
  } catch {
    return undefined;
  }
}

function remember(time) {
  try {
    if (time) sessionStorage.setItem(BLOCKED_HERE, time);
    else sessionStorage.removeItem(BLOCKED_HERE);
  } catch {
    /* Storage is refused: found out anew on each page. */
  }
}
