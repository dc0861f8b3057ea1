/* The socket: comes back by itself, and knows when it is only pretending to be open.
 *
 * Events: "frame" (detail: the frame) and "state" (detail: {state, code}), where state
 * is connecting, connected, offline or ended. After ended it does not come back.
 */

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const SILENCE = 45_000;
const ANSWER = 10_000;
const STAY_AWAY = new Set([4400, 4401, 4403, 4404, 4409, 4413]);
const FLOODED = 4429;

export class Connection extends EventTarget {
  #socket;
  #wait = FIRST_WAIT;
  #comingBack;
  #watchdog;
  state = "connecting";

  /* address() → where to connect, with what has been applied already. */
  constructor(address) {
    super();
    this.address = address;
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
    const socket = new WebSocket(this.address());
    this.#socket = socket;
    socket.onmessage = (message) => this.#heard(JSON.parse(message.data));
    socket.onclose = (event) => this.#closed(event.code);
    this.#expect(ANSWER);
  }

  #heard(frame) {
    if (frame.hello) {
      this.#wait = FIRST_WAIT;
      this.#become("connected");
    }
    this.#expect(SILENCE);
    this.dispatchEvent(new CustomEvent("frame", { detail: frame }));
  }

  #closed(code) {
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
