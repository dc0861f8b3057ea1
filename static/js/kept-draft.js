/* What <draft-form> stands on: a form whose content is kept as a draft while it is being written.
 *
 * It goes to the url soon after a change and when the page is hidden. Until the
 * server has answered 2xx a copy stays on the device, under the person's own
 * name, and comes back when the page is opened again. Sending the form sends
 * the draft first; whether it goes on after that is for the element to say.
 */

import { signedInAgain } from "signed-in-again";

const PAUSE = 1500;
const RETRY = 15000;
const KEEPALIVE_LIMIT = 60000;

export class KeptDraft extends HTMLElement {
  #timer;
  #saving = Promise.resolve(true);
  #leaving = false;
  #passing = false;
  #later = () => this.save();
  kept = "";

  /* For the element: the text of the draft, what the device keeps, putting that back, and the states that may be sent. */
  content() {}
  copy() {}
  restore(_copy, _base) {}
  passesIn = [];

  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.autocomplete = "off"; // going back must not fill a form again that has been sent: the draft is what is kept
    this.output = this.querySelector("output") ?? this.appendChild(document.createElement("output"));
    this.output.classList.add("draft-state");
    this.key = `${this.localName}:${document.body.dataset.person}:${this.getAttribute("url")}`;
    this.kept = this.content();
    this.addEventListener("input", () => this.#changed());
    this.addEventListener("change", () => this.#changed());
    this.form.addEventListener("submit", (event) => this.#submit(event), { capture: true });
    document.addEventListener("visibilitychange", this.#later);
    window.addEventListener("online", this.#later);
    window.addEventListener("beforeunload", () => (this.#leaving = true));
    this.#bringBack();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#later);
    window.removeEventListener("online", this.#later);
  }

  /* Resolves to true when the server has what stands in the form. */
  save() {
    clearTimeout(this.#timer);
    this.#saving = this.#saving.then(() => this.content() === this.kept || this.#send(this.content()));
    return this.#saving;
  }

  /* What stands in the form now is no draft: it has gone elsewhere, or is a beginning. */
  settle() {
    clearTimeout(this.#timer);
    this.kept = this.content();
    this.#forget();
    this.removeAttribute("state");
    this.output.textContent = "";
  }

  #changed() {
    this.#remember();
    this.#wait(PAUSE);
  }

  #wait(time) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#later, time);
  }

  async #send(text, again = false) {
    const body = new URLSearchParams({ text });
    let response;
    try {
      response = await fetch(this.getAttribute("url"), {
        method: "POST",
        body,
        headers: { "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value, Accept: "application/json" },
        redirect: "manual",
        keepalive: body.toString().length < KEEPALIVE_LIMIT,
      });
    } catch {
      return this.#failed("failed");
    }
    if (!again && response.status === 403 && (await signedInAgain())) return this.#send(text, true);
    if (response.status === 409 || response.status === 422) return this.#refused(response);
    if ([0, 403].includes(response.status)) return this.#failed("failed", "ended-text");
    if (!response.ok) return this.#failed("unsaved");
    this.kept = text;
    // A page that is being left may be answered from before this draft: the next one then needs the copy.
    if (this.content() !== text) this.#wait(PAUSE);
    else if (!this.#leaving) this.#forget();
    this.#tell("saved", this.getAttribute("saved-text"));
    return true;
  }

  /* "failed": no connection, or signed out. "unsaved": the server had trouble with the draft alone. */
  #failed(state, words = "failed-text") {
    this.#tell(state, this.getAttribute(words));
    this.#wait(RETRY);
    return false;
  }

  /* 409: the time is wrong, the text is kept. 422: the text itself may not be stored, here neither. */
  async #refused(response) {
    if (response.status === 422) this.#forget();
    const { detail } = await response.json();
    this.#tell("refused", detail);
    return false;
  }

  async #submit(event) {
    if (this.#passing || !this.form.requestSubmit) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const saved = await this.save();
    const state = this.getAttribute("state");
    if (!saved && !this.passesIn.includes(state)) return this.form.querySelector("textarea")?.focus();
    if (saved || state === "refused") this.#forget();
    // A form whose submit event is still being fired ignores requestSubmit.
    await new Promise((resolve) => setTimeout(resolve));
    this.#passing = true;
    this.form.requestSubmit(event.submitter);
    this.#passing = false;
  }

  #tell(state, words) {
    this.setAttribute("state", state);
    if (this.output.textContent !== words) this.output.textContent = words;
  }

  #remember() {
    try {
      localStorage.setItem(this.key, JSON.stringify({ copy: this.copy(), base: this.kept }));
    } catch {
      /* No room or no storage: the server's draft is then the only one. */
    }
  }

  #forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      /* As above. */
    }
  }

  /* What the server never got. */
  #bringBack() {
    let copy, base;
    try {
      ({ copy, base } = JSON.parse(localStorage.getItem(this.key)) ?? {});
    } catch {
      return;
    }
    if (!copy) return;
    this.restore(copy, base);
    this.save();
  }
}
