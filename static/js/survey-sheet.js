/* <survey-sheet url wave number …-text> around the form of a survey.
 *
 * One part at a time, with all of them on the page, so that going on needs no
 * connection. Each answer goes to the url as it is given; what the server has
 * not taken yet is kept on the device, under the person's own name, and comes
 * back when the page is opened again. Without a url (an anonymous survey)
 * nothing goes anywhere before it is sent, and the device keeps all of it.
 */

import { signedInAgain } from "signed-in-again";

const SOON = 300;
const AFTER_TYPING = 1500;
const RETRY = 15000;

/* Answered before this script had come. */
function isTouched(field) {
  if (field.type === "radio" || field.type === "checkbox") return field.checked && !field.defaultChecked;
  return field.matches("input, textarea") && field.value !== field.defaultValue;
}

class SurveySheet extends HTMLElement {
  #timer;
  #sending = Promise.resolve(true);
  #waiting = new Map();
  #online = () => this.#flush();

  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.autocomplete = "off";
    this.parts = [...this.querySelectorAll(".survey-part")];
    this.key = `survey:${document.body.dataset.person}:${this.getAttribute("wave")}`;
    this.number = this.getAttribute("number");
    this.#bringBack();
    this.addEventListener("input", (event) => this.#changed(event.target));
    this.addEventListener("click", (event) => this.#press(event.target.closest("button, [data-left] a")));
    this.form.addEventListener("submit", (event) => this.#submit(event));
    document.addEventListener("visibilitychange", this.#online);
    window.addEventListener("online", this.#online);
    for (const item of this.querySelectorAll("[data-item]")) this.#offerClearing(item);
    for (const field of this.form.elements) if (isTouched(field)) this.#changed(field);
    if (this.querySelector(".form-errors")) this.#showAll();
    else this.#show(this.parts.findIndex((part) => `#${part.id}` === location.hash), false);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#online);
    window.removeEventListener("online", this.#online);
  }

  /* Parts */

  #show(index, focus = true) {
    this.index = Math.max(0, index);
    const last = this.parts.length - 1;
    this.parts.forEach((part, place) => (part.hidden = place !== this.index));
    this.querySelector(".survey-intro").hidden = this.index > 0;
    this.at("left").hidden = this.at("anyway").hidden = true;
    this.at("back").hidden = this.index === 0;
    this.at("next").hidden = this.index === last;
    this.at("send").hidden = this.index !== last;
    this.at("progress").hidden = last === 0;
    this.at("progress").querySelector("span").textContent = this.getAttribute("step-text")
      .replace("{number}", this.index + 1).replace("{all}", last + 1);
    const bar = this.at("progress").querySelector("progress");
    bar.max = last + 1;
    bar.value = this.index + 1;
    if (!focus) return;
    const heading = this.parts[this.index].querySelector("h2");
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "start" });
  }

  #showAll() {
    for (const part of this.parts) part.hidden = false;
  }

  #press(pressed) {
    if (!pressed) return;
    if (pressed.matches("a")) this.#goTo(pressed.hash.slice(1));
    else if (pressed.matches("[data-next]")) this.#show(this.index + 1);
    else if (pressed.matches("[data-back]")) this.#show(this.index - 1);
    else if (pressed.matches("[data-anyway]")) this.#send(true);
    else if (pressed.matches("[data-clear]")) this.#clear(pressed.closest("[data-item]"));
  }

  #goTo(name) {
    const item = this.querySelector(`#${name}`);
    this.#show(this.parts.indexOf(item.closest(".survey-part")), false);
    item.querySelector("input, textarea").focus();
    item.scrollIntoView({ block: "center" });
  }

  #clear(item) {
    for (const input of item.querySelectorAll("input:checked")) input.checked = false;
    item.querySelector("input").focus();
    this.#changed(item.querySelector("input"));
  }

  #offerClearing(item) {
    const button = item.querySelector("[data-clear]");
    if (button) button.hidden = !item.querySelector("input:checked");
  }

  /* Keeping */

  #changed(field) {
    const item = field.closest("[data-item]");
    if (!item) return;
    this.#offerClearing(item);
    this.#mark(item, "");
    this.#waiting.set(item.dataset.item, values(item));
    this.#remember();
    if (!this.hasAttribute("url")) return this.#tell("kept", this.getAttribute("on-device-text"));
    this.#wait(field.matches("textarea, input:not([type=radio], [type=checkbox])") ? AFTER_TYPING : SOON);
  }

  #wait(time) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), time);
  }

  /* Resolves to true when the server has every answer that it may have. */
  #flush() {
    clearTimeout(this.#timer);
    this.#sending = this.#sending.then(() => !this.hasAttribute("url") || !this.#waiting.size || this.#keep());
    return this.#sending;
  }

  async #keep() {
    const sent = new Map(this.#waiting);
    const body = new URLSearchParams();
    for (const [item, pairs] of sent) {
      body.append("item", item);
      for (const [name, value] of pairs) body.append(name, value);
    }
    const response = await this.#post(this.getAttribute("url"), body);
    if (!response) return false;
    if (!response.ok && response.status !== 422) return this.#refused(response);
    const { wrong } = await response.json();
    for (const [item, pairs] of sent) if (this.#waiting.get(item) === pairs) this.#waiting.delete(item);
    this.#remember();
    this.#markWrong(wrong);
    if (!Object.keys(wrong).length) this.#tell("saved", this.getAttribute("saved-text"));
    return !Object.keys(wrong).length;
  }

  /* → the answer, or nothing when there was no connection or one has been signed out. */
  async #post(address, body, again = false) {
    const headers = { "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value, Accept: "application/json" };
    try {
      const response = await fetch(address, { method: "POST", body, headers, redirect: "manual", keepalive: `${body}`.length < 60000 });
      if (response.type !== "opaqueredirect" && response.status !== 403) return response;
      if (!again && response.status === 403 && (await signedInAgain())) return this.#post(address, body, true);
      this.#tell("ended", this.getAttribute("ended-text"));
    } catch {
      this.#tell("failed", this.getAttribute("failed-text"));
    }
    this.#wait(RETRY);
    return undefined;
  }

  async #refused(response) {
    const answer = await response.json().catch(() => ({}));
    this.#tell("wrong", answer.detail ?? this.getAttribute("failed-text"));
    return false;
  }

  /* What holds an identity code may not stay on the device either; it stays in the open page alone. */
  #markWrong(wrong) {
    for (const [name, why] of Object.entries(wrong)) this.#mark(this.querySelector(`#${name}`), why);
    if (Object.keys(wrong).length) this.#tell("wrong", this.getAttribute("wrong-text"));
  }

  #mark(item, why) {
    const line = item.querySelector(".survey-wrong");
    line.textContent = why;
    line.hidden = !why;
    for (const field of item.querySelectorAll("textarea, input")) {
      if (why) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  }

  /* Sending */

  #submit(event) {
    event.preventDefault();
    this.#send(Boolean(event.submitter?.matches("[name=anyway]")));
  }

  async #send(anyway) {
    if (!(await this.#flush())) return this.#goToWrong();
    const body = new URLSearchParams(new FormData(this.form));
    body.set("number", this.number);
    if (anyway) body.set("anyway", "1");
    const response = await this.#post(this.form.getAttribute("action"), body);
    if (!response) return;
    const answer = await response.json().catch(() => ({}));
    if (response.ok) {
      this.#forget();
      location.assign(answer.next);
    } else if (answer.left_out) {
      this.#askAbout(answer.left_out);
    } else {
      for (const name of Object.keys(answer.wrong ?? {})) this.#waiting.delete(name);
      this.#remember();
      this.#markWrong(answer.wrong ?? {});
      if (answer.detail) this.#tell("wrong", answer.detail);
      this.#goToWrong();
    }
  }

  #goToWrong() {
    const wrong = [...this.querySelectorAll(".survey-wrong")].find((line) => line.textContent);
    if (wrong) this.#goTo(wrong.closest("[data-item]").id);
  }

  #askAbout(names) {
    const box = this.at("left");
    box.querySelector("ul").replaceChildren(...names.map((name) => {
      const link = document.createElement("a");
      link.href = `#${name}`;
      link.textContent = this.querySelector(`#${name} :is(legend, label, .survey-head) > span`).textContent;
      const line = document.createElement("li");
      line.append(link);
      return line;
    }));
    box.hidden = this.at("anyway").hidden = false;
    this.at("send").hidden = true;
    box.focus();
    box.scrollIntoView({ block: "center" });
  }

  /* The device */

  #remember() {
    try {
      const items = Object.fromEntries(this.#waiting);
      if (this.#waiting.size) localStorage.setItem(this.key, JSON.stringify({ number: this.number, items }));
      else localStorage.removeItem(this.key);
    } catch {
      /* No room or no storage: then the open page is all there is. */
    }
  }

  #forget() {
    this.#waiting.clear();
    this.#remember();
  }

  #bringBack() {
    let kept;
    try {
      kept = JSON.parse(localStorage.getItem(this.key));
    } catch {
      return;
    }
    if (!kept) return;
    this.number = kept.number;
    for (const [name, pairs] of Object.entries(kept.items)) {
      const item = this.querySelector(`#${name}`);
      if (!item) continue;
      fill(item, pairs);
      this.#waiting.set(name, pairs);
    }
    this.#flush();
  }

  #tell(state, words) {
    this.setAttribute("state", state);
    const output = this.at("state");
    if (output.textContent !== words) output.textContent = words;
  }

  at(name) {
    return this.querySelector(`[data-${name}]`);
  }
}

/* What an item's fields now hold, as pairs of name and value. */
function values(item) {
  return [...item.querySelectorAll("input, textarea")]
    .filter((field) => (["radio", "checkbox"].includes(field.type) ? field.checked : true))
    .map((field) => [field.name, field.value]);
}

function fill(item, pairs) {
  for (const field of item.querySelectorAll("input, textarea")) {
    const wanted = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["radio", "checkbox"].includes(field.type)) field.checked = wanted.includes(field.value);
    else field.value = wanted[0] ?? "";
  }
}

customElements.define("survey-sheet", SurveySheet);
