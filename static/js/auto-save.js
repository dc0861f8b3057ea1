/* <auto-save url saved-text failed-text> around a form with a textarea: keeps what is being written.
 *
 * The text goes to the url as a draft soon after typing and when the page is
 * hidden. Until the server has answered 2xx, a copy stays on the device, under
 * the person's own name, and comes back when the page is opened again. Sending
 * the form sends the draft first: with no connection or after a refusal the form
 * stays open; where only the draft is broken ("unsaved") it goes all the same.
 */

const PAUSE = 1500;
const RETRY = 15000;
const KEEPALIVE_LIMIT = 60000;

class AutoSave extends HTMLElement {
  #timer;
  #saving;
  #kept = "";
  #leaving = false;
  #passing = false;
  #later = () => this.save();

  connectedCallback() {
    this.area = this.querySelector("textarea");
    this.form = this.querySelector("form");
    this.output = this.querySelector("output") ?? this.appendChild(document.createElement("output"));
    this.key = `draft:${document.body.dataset.person}:${this.getAttribute("url")}`;
    this.#kept = this.area.value;
    this.area.addEventListener("input", () => this.#typed());
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

  /* Resolves to true when the server has what stands in the textarea. */
  async save() {
    clearTimeout(this.#timer);
    await this.#saving;
    if (this.area.value === this.#kept) return true;
    this.#saving = this.#send(this.area.value);
    return this.#saving;
  }

  #typed() {
    this.#copy();
    this.#wait(PAUSE);
  }

  #wait(time) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#later, time);
  }

  async #send(text) {
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
      return this.#failed();
    }
    if (response.status === 409 || response.status === 422) return this.#refused(response);
    if (!response.ok) return this.#failed(response.status ? "unsaved" : "failed");
    this.#kept = text;
    // A page that is being left may be answered from before this draft: the next one then needs the copy.
    if (this.area.value !== text) this.#wait(PAUSE);
    else if (!this.#leaving) this.#forget();
    this.#tell("saved", this.getAttribute("saved-text"));
    return true;
  }

  #failed(state = "failed") {
    this.#tell(state, this.getAttribute("failed-text"));
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
    if (await this.save()) this.#forget();
    else if (this.getAttribute("state") !== "unsaved") return this.area.focus();
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

  #copy() {
    try {
      localStorage.setItem(this.key, JSON.stringify({ text: this.area.value, base: this.#kept }));
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

  /* What the server never got. Were something else written elsewhere meanwhile, both are kept. */
  #bringBack() {
    let copy;
    try {
      copy = JSON.parse(localStorage.getItem(this.key));
    } catch {
      return;
    }
    if (!copy || copy.text === this.area.value) return;
    const apart = this.area.value && this.area.value !== copy.base;
    this.area.value = apart ? `${this.area.value}\n\n${copy.text}` : copy.text;
    this.save();
  }
}

customElements.define("auto-save", AutoSave);
