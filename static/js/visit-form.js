/* <visit-form url saved-text failed-text ended-text code-text worker page> around the visit form and a <visit-outbox>.
 *
 * A draft like every <draft-form>; sent through the outbox, so that it goes
 * with no connection too. ``worker`` and ``page`` keep the form for opening
 * without one; the kept page itself has neither, and begins a visit anew.
 */

import { DraftForm } from "draft-form";
import { uuid } from "live/outbox";
import { token } from "visit-outbox";

/* Rough, and only for what waits on the device: the server looks closely. */
const CODE = /\d{6}[-+a-fu-y]\d{3}[0-9a-y]/i;
const { imports } = JSON.parse(document.querySelector('script[type="importmap"]').textContent);

class VisitForm extends DraftForm {
  passesIn = ["refused", "failed", "unsaved"];
  #carried = {};

  connectedCallback() {
    this.form = this.querySelector("form");
    this.outbox = this.querySelector("visit-outbox");
    if (!this.hasAttribute("worker")) {
      this.#begin();
      this.form.elements.csrfmiddlewaretoken.value = token();
    }
    super.connectedCallback();
    this.form.addEventListener("submit", (event) => this.#put(event));
    this.addEventListener("reopen", (event) => this.#reopen(event));
    this.#keepPage();
  }

  copy() {
    return { ...this.#carried, ...super.copy() };
  }

  /* The kept page knows no people: who was ticked before goes along unseen. */
  restore(values, base) {
    super.restore(values, base);
    this.#carried = Object.fromEntries(Object.entries(values).filter(([name]) => !this.form.elements[name]));
  }

  async #put(event) {
    event.preventDefault();
    const values = this.copy();
    if (CODE.test(`${values.topics} ${values.agreed}`)) return this.#tellOfCode();
    this.form.inert = true;
    const visit = this.outbox.put({ url: this.form.action, label: this.#label(), values });
    this.settle();
    const { url, refused } = await this.outbox.send(visit);
    this.form.inert = false;
    if (url) location.assign(url);
    else if (refused) this.outbox.querySelector("button").click();
    else this.#next();
  }

  #tellOfCode() {
    if (navigator.onLine) return this.form.submit();
    this.output.textContent = this.getAttribute("code-text");
    this.form.elements.topics.focus();
  }

  #label() {
    const { date, pilot } = this.form.elements;
    const day = new Date(`${date.value}T12:00`);
    const told = day.toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "short", year: "numeric" });
    return `${told} ${pilot.selectedOptions[0].text}`;
  }

  /* The server says beside each field what is wrong. */
  #reopen(event) {
    event.preventDefault();
    this.outbox.box.take(event.detail.id);
    this.restore(event.detail.values);
    this.form.elements.pilot.dispatchEvent(new Event("change", { bubbles: true }));
    this.form.submit();
  }

  #next() {
    for (const field of this.form.elements) {
      if (field.type === "checkbox") field.checked = false;
      else if (["minutes", "topics", "agreed"].includes(field.name)) field.value = "";
    }
    this.#begin();
    this.form.elements.minutes.dispatchEvent(new Event("input", { bubbles: true }));
    this.settle();
    this.outbox.scrollIntoView({ block: "center" });
  }

  #begin() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    this.#carried = {};
    this.form.elements.client.value = uuid();
    this.form.elements.date.value = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  async #keepPage() {
    if (!this.hasAttribute("worker") || !("serviceWorker" in navigator)) return;
    try {
      const scope = new URL(this.form.action).pathname;
      await navigator.serviceWorker.register(this.getAttribute("worker"), { scope });
      const { active } = await navigator.serviceWorker.ready;
      if (document.readyState !== "complete") await new Promise((done) => window.addEventListener("load", done));
      this.setAttribute("offline", await asked(active, { page: this.getAttribute("page"), files: files() }));
    } catch {
      /* The browser keeps no pages: an open one still works without a connection. */
    }
  }
}

/* What this page has loaded from the house, and the modules of its elements. */
function files() {
  const house = new URL(imports["draft-form"].split("js/")[0], document.baseURI).href;
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const elements = Object.keys(imports).filter((name) => !name.includes("/") && document.querySelector(name));
  const modules = [...elements, "kept-draft", "draft-form", "live/outbox"].map((name) => imports[name]);
  const needed = [...loaded, ...modules].map((name) => new URL(name, document.baseURI).href.split("#")[0]);
  return [...new Set(needed)].filter((name) => name.startsWith(house));
}

function asked(worker, message) {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => done(event.data);
    worker.postMessage(message, [port2]);
  });
}

customElements.define("visit-form", VisitForm);
