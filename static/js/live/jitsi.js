/* A frame of Jitsi Meet, spoken to as its IFrame API speaks: JSON texts in a scope, after each side has told that it is ready.
 *
 * Events: "ready", "joined", "left" (the talk has ended for this person), "failed" and
 * "recording" (detail: whether it is on). Nothing is believed that another window says.
 */

const ALLOWED = "autoplay; camera; clipboard-write; display-capture; fullscreen; microphone; screen-wake-lock; speaker-selection";
const READY = "__ready__";
const ASK_AGAIN = 100;

let frames = 0;

export class JitsiFrame extends EventTarget {
  #scope;
  #origin;
  #asking;
  #ready = false;
  #mark = `${Date.now()}-${Math.random()}`;

  /* place: the element it is put into; config: Jitsi's own settings. */
  constructor(place, { address, token, config, title }) {
    super();
    const number = frames++;
    this.#scope = `jitsi_meet_external_api_${number}`;
    this.#origin = new URL(address).origin;
    this.frame = Object.assign(document.createElement("iframe"), { allow: ALLOWED, title, src: source(address, token, config, number) });
    window.addEventListener("message", this.#heard);
    place.replaceChildren(this.frame);
    this.#asking = setInterval(() => this.#post(READY, this.#mark), ASK_AGAIN);
  }

  hangUp() {
    this.#command("video-hangup");
  }

  remove() {
    clearInterval(this.#asking);
    window.removeEventListener("message", this.#heard);
    this.frame.remove();
  }

  #command(name, ...values) {
    if (this.#ready) this.#post("message", { type: "event", data: { name, data: values } });
  }

  #post(method, params) {
    this.frame.contentWindow?.postMessage(JSON.stringify({ postis: true, scope: this.#scope, method, params }), this.#origin);
  }

  #heard = ({ source: from, origin, data }) => {
    if (from !== this.frame.contentWindow || origin !== this.#origin || typeof data !== "string") return;
    const message = read(data);
    if (!message?.postis || message.scope !== this.#scope) return;
    if (message.method === READY) this.#greeted(message.params);
    else if (message.method === "message" && message.params?.type === "event") this.#told(message.params.data ?? {});
  };

  /* Its own mark is sent back to it; ours coming back means that it hears us. */
  #greeted(mark) {
    if (mark !== this.#mark) return this.#post(READY, mark);
    if (this.#ready) return undefined;
    this.#ready = true;
    clearInterval(this.#asking);
    return this.#tell("ready");
  }

  #told(event) {
    if (event.name === "video-conference-joined") this.#tell("joined");
    else if (event.name === "video-ready-to-close") this.#tell("left");
    else if (event.name === "error-occurred" && event.error?.isFatal) this.#tell("failed");
    else if (event.name === "recording-status-changed") this.#tell("recording", Boolean(event.on));
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function source(address, token, config, number) {
  const settings = Object.entries(config).map(([name, value]) => `config.${name}=${encodeURIComponent(JSON.stringify(value))}`);
  return `${address}?jwt=${token}#${[`jitsi_meet_external_api_id=${number}`, ...settings].join("&")}`;
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
