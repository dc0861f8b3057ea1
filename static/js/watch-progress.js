/* <watch-progress url failed-text> around a player: tells the server which seconds have been seen.
 *
 * The browser's own list of what has been played goes to the url every ten
 * seconds, at a pause and when the page is hidden. It is the whole list each
 * time, so a report that is lost costs nothing; the last one that did not get
 * through stays on the device and goes the next time the page is opened.
 * Links with data-start anywhere on the page move the player.
 */

const EVERY = 10000;

class WatchProgress extends HTMLElement {
  #sentAt = 0;
  #told = "";
  #hidden = () => document.visibilityState === "hidden" && this.#send();
  #follow = (event) => this.#seek(event);

  connectedCallback() {
    this.player = this.querySelector("video, audio");
    this.words = this.querySelector("[data-progress]");
    this.key = `watched:${document.body.dataset.person}:${this.getAttribute("url")}`;
    this.player.addEventListener("timeupdate", () => Date.now() - this.#sentAt > EVERY && this.#send());
    this.player.addEventListener("playing", () => (this.#sentAt ||= Date.now()));
    for (const name of ["pause", "ended"]) this.player.addEventListener(name, () => this.#send());
    document.addEventListener("visibilitychange", this.#hidden);
    window.addEventListener("pagehide", this.#hidden);
    document.addEventListener("click", this.#follow);
    this.#showSpeed();
    this.#sendKept();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.#hidden);
    window.removeEventListener("pagehide", this.#hidden);
    document.removeEventListener("click", this.#follow);
  }

  #report() {
    const { played, currentTime } = this.player;
    const report = new URLSearchParams({ position: currentTime.toFixed(1) });
    for (let index = 0; index < played.length; index += 1) {
      report.append("seen", `${played.start(index).toFixed(1)}-${played.end(index).toFixed(1)}`);
    }
    return report;
  }

  #send() {
    const report = this.#report();
    if (!report.has("seen") || report.toString() === this.#told) return;
    this.#sentAt = Date.now();
    this.#keep(report.toString());
    this.#post(report);
  }

  async #post(report) {
    let response;
    try {
      response = await fetch(this.getAttribute("url"), {
        method: "POST",
        body: report,
        headers: { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value, Accept: "application/json" },
        redirect: "error",
        keepalive: true,
      });
      if (response.status >= 500) throw new Error();
    } catch {
      this.#tell(this.getAttribute("failed-text"));
      return;
    }
    this.#told = report.toString();
    if (this.#kept() === this.#told) this.#keep("");
    if (response.ok) this.#tell((await response.json()).text);
  }

  #tell(text) {
    if (this.words.textContent !== text) this.words.textContent = text;
  }

  #sendKept() {
    const kept = this.#kept();
    if (kept) this.#post(new URLSearchParams(kept));
  }

  #kept() {
    try {
      return localStorage.getItem(this.key) ?? "";
    } catch {
      return "";
    }
  }

  #keep(text) {
    try {
      if (text) localStorage.setItem(this.key, text);
      else localStorage.removeItem(this.key);
    } catch {
      /* Without storage only what the server has heard is kept. */
    }
  }

  #seek(event) {
    const link = event.target.closest("a[data-start]");
    if (!link) return;
    event.preventDefault();
    this.player.currentTime = Number(link.dataset.start);
    this.player.play();
  }

  #showSpeed() {
    const speed = this.querySelector(".speed");
    speed.hidden = false;
    speed.addEventListener("change", (event) => (this.player.playbackRate = Number(event.target.value)));
  }
}

customElements.define("watch-progress", WatchProgress);
