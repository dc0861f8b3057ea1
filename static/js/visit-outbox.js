/* <visit-outbox waiting sent refused open signed-out> shows the visits not sent yet, and sends them.
 *
 * They stay on the device, under the person's own name, until the server has
 * answered. Each has its number, so that one sent twice counts once. A refused
 * one is opened in the form: an event "reopen" tells it.
 */

import { Outbox } from "live/outbox";

const RETRY = 15000;
const PATIENCE = 30000;

class VisitOutbox extends HTMLElement {
  #timer;
  #sending = new Map();
  #sent = [];
  #later = () => this.sendAll();

  connectedCallback() {
    this.box = new Outbox(`visit:${document.body.dataset.person}`);
    this.setAttribute("role", "status");
    window.addEventListener("online", this.#later);
    this.sendAll();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    window.removeEventListener("online", this.#later);
  }

  /* {url, label, values} → the same with its id. */
  put(visit) {
    return this.box.add(visit);
  }

  async sendAll() {
    clearTimeout(this.#timer);
    for (const visit of this.#waiting()) await this.send(visit);
    this.#show();
    if (this.#waiting().length) this.#timer = setTimeout(this.#later, RETRY);
  }

  /* → {url} when the server has it, {refused: true} when it will not, {} while it waits. */
  send(visit) {
    if (!this.#sending.has(visit.id)) {
      const done = this.#post(visit).finally(() => this.#sending.delete(visit.id));
      this.#sending.set(visit.id, done);
    }
    return this.#sending.get(visit.id);
  }

  async #post(visit) {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(visit.values)) {
      for (const one of [value].flat()) body.append(name, one);
    }
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    const headers = { "X-CSRFToken": token(), Accept: "application/json" };
    const asked = { method: "POST", body, headers, redirect: "manual", signal: stop.signal };
    let response;
    try {
      response = await fetch(visit.url, asked);
    } catch {
      return this.#keep();
    } finally {
      clearTimeout(timer);
    }
    if (response.status === 201) return this.#done(visit, (await response.json()).url);
    if (response.status === 409 || response.status === 422) return this.#refuse(visit);
    return this.#keep(response.status === 0 || response.status === 403);
  }

  #keep(signedOut = false) {
    this.toggleAttribute("signed-out-now", signedOut);
    this.#show();
    if (!this.#timer) this.#timer = setTimeout(this.#later, RETRY);
    return {};
  }

  #done(visit, url) {
    this.box.take(visit.id);
    this.#sent.push({ label: visit.label, url });
    this.removeAttribute("signed-out-now");
    document.querySelector('[data-slot="offline"]')?.remove();
    this.#show();
    return { url };
  }

  #refuse(visit) {
    if (this.box.take(visit.id)) this.box.add({ ...visit, refused: true });
    this.#show();
    return { refused: true };
  }

  #waiting() {
    return this.box.all().filter((visit) => !visit.refused);
  }

  #show() {
    const kept = this.box.all().map((visit) => this.#line(visit));
    const lines = [...kept, ...this.#sent.map((visit) => this.#told(visit))];
    const list = document.createElement("ul");
    list.append(...lines);
    const parts = lines.length ? [list] : [];
    if (this.hasAttribute("signed-out-now") && this.#waiting().length) {
      parts.push(words("p", this.getAttribute("signed-out")));
    }
    this.className = parts.length ? `callout callout-${kept.length ? "warn" : "ok"}` : "";
    this.replaceChildren(...parts);
  }

  #line(visit) {
    const line = words("li", `${this.getAttribute(visit.refused ? "refused" : "waiting")}: ${visit.label} `);
    if (visit.refused) {
      const button = words("button", this.getAttribute("open"));
      button.type = "button";
      button.className = "btn btn-secondary btn-sm";
      button.addEventListener("click", () => this.#reopen(visit));
      line.append(button);
    }
    return line;
  }

  #told({ label, url }) {
    const line = words("li", `${this.getAttribute("sent")}: `);
    const link = words("a", label);
    link.href = url;
    line.append(link);
    return line;
  }

  #reopen(visit) {
    const unheard = this.dispatchEvent(new CustomEvent("reopen", { bubbles: true, cancelable: true, detail: visit }));
    if (unheard) location.assign(visit.url);
  }
}

function words(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

/* The page may be an old one: the cookie is what holds now. */
export function token() {
  return /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}

customElements.define("visit-outbox", VisitOutbox);
