/* <room-video pass-url room frame-title …words>: the video of the room, joined by choice and left without harm.
 *
 * Changing pass-url moves somebody who is in the video into another room, such as a small group's.
 */

import { JitsiFrame } from "live/jitsi";
import { Part } from "live/part";

const SLOW = 12_000;
const DOWN = 40_000;
const RENEW = 0.7;
const CHOICE = "video-choice";

class RoomVideo extends Part {
  static observedAttributes = ["pass-url"];
  #call;
  #pass;
  #timers = [];
  #renewing;
  #mended = false;

  begin() {
    this.hidden = false;
    this.addEventListener("click", (event) => this.#clicked(event));
    window.addEventListener("pagehide", this.#away);
    this.#offer(kept(localStorage, CHOICE) === "none" ? "without" : "");
    const mode = kept(sessionStorage, this.#key);
    if (mode) this.#join(mode);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener("pagehide", this.#away);
    this.#end();
  }

  attributeChangedCallback(_name, before, now) {
    if (before && before !== now && this.#call) this.#join(this.dataset.mode);
  }

  render() {
    if (this.#call && this.room.getAttribute("state") === "ended") this.#leave("refused");
  }

  get #key() {
    return `video:${document.body.dataset.person}:${this.getAttribute("room")}`;
  }

  #away = () => this.#call?.hangUp();

  #clicked({ target }) {
    const button = target.closest("button");
    if (!button) return;
    if (button.dataset.join) this.#choose(button.dataset.join);
    else if (button === this.at("leave")) this.#leave("gone");
    else this.#fold(this.dataset.folded === undefined);
  }

  #choose(mode) {
    keep(localStorage, CHOICE, mode);
    this.#mended = false;
    if (mode !== "none") return this.#join(mode);
    return this.#leave("without");
  }

  async #join(mode) {
    this.#end();
    this.dataset.mode = mode;
    this.#say("joining");
    this.show("offers", false);
    try {
      this.#open(await this.#ask(), mode);
    } catch (error) {
      this.#trouble(error.status ? "refused" : "down");
    }
  }

  async #ask() {
    const answer = await fetch(this.getAttribute("pass-url"), {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": this.room.querySelector("[name=csrfmiddlewaretoken]").value },
    });
    if (!answer.ok) throw Object.assign(new Error("no pass"), { status: answer.status });
    this.#pass = await answer.json();
    this.#renewing = setTimeout(() => this.#renew(), this.#pass.seconds * RENEW * 1000);
    return this.#pass;
  }

  /* A pass that works is always at hand, and who has lost the right to one is not kept in the video. */
  async #renew() {
    try {
      await this.#ask();
    } catch (error) {
      if (error.status) this.#leave("refused");
      else this.#renewing = setTimeout(() => this.#renew(), SLOW);
    }
  }

  #open({ address, token, config }, mode) {
    const sound = mode === "sound";
    const settings = { ...config, startAudioOnly: sound, startWithVideoMuted: sound, startWithAudioMuted: false };
    this.show("stage", true);
    this.show("leave", true);
    const call = new JitsiFrame(this.at("stage"), { address, token, config: settings, title: this.getAttribute("frame-title") });
    this.#call = call;
    call.addEventListener("ready", () => this.#patience(false));
    call.addEventListener("joined", () => this.#joined(mode));
    call.addEventListener("left", () => this.#leave("gone"));
    call.addEventListener("failed", () => this.#mend(mode));
    call.addEventListener("recording", ({ detail }) => this.#recording(detail));
    this.#patience(true);
  }

  #patience(running) {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = running ? [setTimeout(() => this.#slow(), SLOW), setTimeout(() => this.#trouble("down"), DOWN)] : [];
  }

  #slow() {
    this.#say("slow");
    this.show("offers", true);
  }

  #joined(mode) {
    this.#mended = false;
    keep(sessionStorage, this.#key, mode);
    this.#say(mode === "sound" ? "in-sound" : "in-video");
    this.show("offers", false);
    this.show("fold", true);
    this.dataset.in = "";
  }

  /* A talk that broke off is gone back into once by itself, with the pass at hand; Jitsi forgets its own. */
  #mend(mode) {
    if (this.#mended) return this.#trouble("broken");
    this.#mended = true;
    this.#call.remove();
    this.#say("joining");
    return this.#open(this.#pass, mode);
  }

  #recording(on) {
    this.show("recording", on);
    this.say("recording", on ? this.getAttribute("recording") : "");
  }

  #fold(folded) {
    if (folded) this.dataset.folded = "";
    else delete this.dataset.folded;
    this.at("fold").setAttribute("aria-expanded", String(!folded));
    this.say("fold-words", this.getAttribute(folded ? "unfold" : "fold"));
  }

  #leave(words) {
    this.#call?.hangUp();
    forget(sessionStorage, this.#key);
    const inside = this.contains(document.activeElement);
    this.#end();
    this.#offer(words);
    if (inside) this.querySelector("[data-join]").focus({ preventScroll: true });
  }

  #trouble(words) {
    this.#end();
    this.#offer(words);
  }

  #end() {
    this.#patience(false);
    clearTimeout(this.#renewing);
    this.#call?.remove();
    this.#call = this.#pass = undefined;
    delete this.dataset.in;
    for (const part of ["stage", "leave", "fold", "recording"]) this.show(part, false);
  }

  #offer(words) {
    this.#say(words);
    this.show("offers", true);
    const before = kept(localStorage, CHOICE) ?? "video";
    for (const button of this.querySelectorAll("[data-join]")) button.toggleAttribute("data-before", button.dataset.join === before);
    this.querySelector('[data-join="none"]').hidden = words === "without";
  }

  #say(words) {
    this.say("state", words ? this.getAttribute(words) : "");
  }
}

/* A device that keeps nothing is no reason to fail. */
function kept(storage, key) {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

function keep(storage, key, value) {
  try {
    storage.setItem(key, value);
  } catch {}
}

function forget(storage, key) {
  try {
    storage.removeItem(key);
  } catch {}
}

customElements.define("room-video", RoomVideo);
