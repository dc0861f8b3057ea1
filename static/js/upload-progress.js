/* <upload-progress start piece …-text> around a form with one file: sends it in pieces and shows how far it is.
 *
 * After a break the server says how much it has, and the sending goes on from
 * there; choosing the same file on another day does too. Without this element
 * the form sends the whole file at once.
 */

const MEGABYTE = 1024 * 1024;
const LONGEST_WAIT = 30000;

class Refusal extends Error {}

class UploadProgress extends HTMLElement {
  #stop;
  #leaving = (event) => event.preventDefault();

  connectedCallback() {
    this.form = this.querySelector("form");
    this.shown = this.querySelector(".sending");
    this.status = this.querySelector(".told");
    this.form.addEventListener("submit", (event) => this.#submit(event));
    this.shown.querySelector("button").addEventListener("click", () => this.#stop?.abort());
  }

  disconnectedCallback() {
    this.#stop?.abort();
    window.removeEventListener("beforeunload", this.#leaving);
  }

  async #submit(event) {
    const file = this.form.querySelector("input[type=file]").files[0];
    if (!file) return;
    event.preventDefault();
    this.#busy(true);
    this.#stop = new AbortController();
    try {
      await this.#sendAll(file);
    } catch (error) {
      this.#tell(error instanceof Refusal && error.message ? error.message : this.getAttribute("failed-text"));
      if (this.#stop.signal.aborted) this.#tell(this.getAttribute("cancelled-text"));
    } finally {
      this.#busy(false);
    }
  }

  async #sendAll(file) {
    const about = new URLSearchParams({ name: file.name, size: file.size, changed: file.lastModified });
    this.#tell(this.getAttribute("sending-text"));
    let place = await this.#steady(() => this.#ask(this.getAttribute("start"), "POST", about));
    const { url, finish } = place;
    try {
      while (place.received < file.size) {
        this.#show(place.received, file.size);
        place = await this.#steady(() => this.#piece(url, file, place.received));
      }
    } catch (error) {
      if (this.#stop.signal.aborted) await this.#forget(url);
      throw error;
    }
    this.#show(file.size, file.size);
    this.#tell(this.getAttribute("checking-text"));
    const { next } = await this.#steady(() => this.#ask(finish, "POST"));
    window.removeEventListener("beforeunload", this.#leaving);
    window.location.assign(next);
  }

  /* A piece that does not fit comes back with how much the server has: go on from there. */
  async #piece(url, file, received) {
    const end = Math.min(received + Number(this.getAttribute("piece")), file.size);
    const answer = await this.#ask(url, "PUT", file.slice(received, end), { "Upload-Offset": String(received) }, [409]);
    if (answer.code && answer.received === received) throw new Refusal(answer.detail);
    return answer;
  }

  async #ask(url, method, body, headers = {}, alsoFine = []) {
    const response = await fetch(url, {
      method,
      body,
      headers: { "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value, Accept: "application/json", ...headers },
      redirect: "error",
      signal: this.#stop.signal,
    });
    if (response.status >= 500) throw new TypeError("The server is away.");
    const answer = await response.json().catch(() => ({}));
    if (!response.ok && !alsoFine.includes(response.status)) throw new Refusal(answer.detail);
    return answer;
  }

  /* Does the deed until it gets through; only a refusal or the button ends the trying. */
  async #steady(deed) {
    for (let wait = 1000; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      try {
        const answer = await deed();
        if (wait > 1000) this.#tell(this.getAttribute("sending-text"));
        return answer;
      } catch (error) {
        if (error instanceof Refusal || this.#stop.signal.aborted) throw error;
        this.#tell(this.getAttribute("waiting-text"));
        await this.#pause(wait);
      }
    }
  }

  #pause(time) {
    return new Promise((go) => {
      const ends = [[window, "online"], [this.#stop.signal, "abort"]];
      const end = () => {
        clearTimeout(timer);
        for (const [target, name] of ends) target.removeEventListener(name, end);
        go();
      };
      const timer = setTimeout(end, time);
      for (const [target, name] of ends) target.addEventListener(name, end);
    });
  }

  async #forget(url) {
    const headers = { "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value };
    await fetch(url, { method: "DELETE", headers }).catch(() => {});
  }

  #show(received, size) {
    const megabytes = (bytes) => Math.round(bytes / MEGABYTE);
    this.shown.querySelector("progress").value = received / size;
    this.shown.querySelector(".sent").textContent = this.getAttribute("sent-text")
      .replace("{sent}", megabytes(received))
      .replace("{size}", Math.max(1, megabytes(size)));
  }

  #busy(busy) {
    this.form.hidden = busy;
    this.shown.hidden = !busy;
    if (busy) this.shown.querySelector("button").focus();
    window[busy ? "addEventListener" : "removeEventListener"]("beforeunload", this.#leaving);
  }

  #tell(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }
}

customElements.define("upload-progress", UploadProgress);
