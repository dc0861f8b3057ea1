/* <draft-form url saved-text failed-text> around a form: keeps the whole form while it is being filled.
 *
 * All fields go to the url as one draft soon after a change and when the page
 * is hidden. Until the server has answered 2xx a copy stays on the device,
 * under the person's own name, and comes back when the page is opened again.
 * Sending the form sends the draft first: with no connection, or when the
 * session has ended, the form stays open with everything in it.
 */

const PAUSE = 1200;
const RETRY = 15000;

class DraftForm extends HTMLElement {
  #timer;
  #saving = Promise.resolve(true);
  #kept;
  #passing = false;
  #leaving = false;
  #later = () => this.save();

  connectedCallback() {
    this.form = this.querySelector("form");
    this.output = this.querySelector("output") ?? this.appendChild(document.createElement("output"));
    this.output.className = "draft-state";
    this.key = `draft-form:${document.body.dataset.person}:${this.getAttribute("url")}`;
    this.#kept = this.#values();
    this.#bringBack();
    this.addEventListener("input", () => this.#changed());
    this.addEventListener("change", () => this.#changed());
    this.form.addEventListener("submit", (event) => this.#submit(event), { capture: true });
    document.addEventListener("visibilitychange", this.#later);
    window.addEventListener("online", this.#later);
    window.addEventListener("beforeunload", () => (this.#leaving = true));
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#later);
    window.removeEventListener("online", this.#later);
  }

  /* Resolves to true when the server has what stands in the form. */
  save() {
    clearTimeout(this.#timer);
    this.#saving = this.#saving.then(() => (this.#values() === this.#kept ? true : this.#send(this.#values())));
    return this.#saving;
  }

  #values() {
    const values = {};
    for (const [name, value] of new FormData(this.form)) {
      if (name === "csrfmiddlewaretoken" || typeof value !== "string") continue;
      values[name] = name in values ? [values[name], value].flat() : value;
    }
    return JSON.stringify(values);
  }

  #changed() {
    this.#copy();
    this.#wait(PAUSE);
  }

  #wait(time) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#later, time);
  }

  async #send(text) {
    let response;
    try {
      response = await fetch(this.getAttribute("url"), {
        method: "POST",
        body: new URLSearchParams({ text }),
        headers: { "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value, Accept: "application/json" },
        redirect: "manual",
        keepalive: text.length < 20000,
      });
    } catch {
      return this.#failed();
    }
    if (response.status === 409 || response.status === 422) return this.#refused(await response.json());
    if (!response.ok) return this.#failed();
    this.#kept = text;
    // A page that is being left may be answered from before this draft: the next one then needs the copy.
    if (this.#values() !== text) this.#wait(PAUSE);
    else if (!this.#leaving) this.#forget();
    this.#tell("saved", this.getAttribute("saved-text"));
    return true;
  }

  #failed() {
    this.#tell("failed", this.getAttribute("failed-text"));
    this.#wait(RETRY);
    return false;
  }

  #refused({ detail }) {
    this.#tell("refused", detail);
    return false;
  }

  /* A refused draft may be sent: the page then says beside the field what is wrong. */
  async #submit(event) {
    if (this.#passing) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#copy();
    await this.save();
    if (this.getAttribute("state") === "failed") return;
    this.#forget();
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
      localStorage.setItem(this.key, this.#values());
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

  /* What the server never got goes back into the fields. */
  #bringBack() {
    let values;
    try {
      values = JSON.parse(localStorage.getItem(this.key));
    } catch {
      return;
    }
    if (!values) return;
    for (const field of this.form.elements) {
      if (!field.name || field.name === "csrfmiddlewaretoken") continue;
      const wanted = [values[field.name] ?? []].flat();
      if (field.type === "checkbox" || field.type === "radio") field.checked = wanted.includes(field.value);
      else if (wanted.length) field.value = wanted[0];
    }
    this.save();
  }
}

customElements.define("draft-form", DraftForm);
