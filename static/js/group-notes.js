/* <group-notes …words>: the group's notes. What others save comes in as they save it; two who write at once lose nothing.
 *
 * Of each field it is known which version its text was made of. A save says which, and the server
 * joins it with what others have saved since. What is typed stays on the device until it is saved.
 */

import * as drafts from "live/drafts";
import { Part } from "live/part";

const PAUSE = 1500;

class GroupNotes extends Part {
  #fields = [];

  begin() {
    this.#fields = [...this.querySelectorAll("form")].map((form) => this.#field(form));
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    this.room.addEventListener("settled", ({ detail }) => this.#settled(detail));
    this.room.addEventListener("refused", ({ detail }) => this.#refused(detail));
    window.addEventListener("pagehide", () => this.save());
  }

  render({ group_notes: notes, groups, me }) {
    for (const field of this.#fields) {
      const now = notes.find(({ task }) => task === field.task);
      if (now && now.version > field.seen) this.#news(field, now, now.who === me?.who);
    }
    this.show("closed", groups.phase === "closed");
  }

  /* Whether everything typed has reached the server. */
  isSaved() {
    return this.#fields.every((field) => !field.busy && field.area.value === field.text);
  }

  save() {
    for (const field of this.#fields) this.#save(field);
  }

  #field(form) {
    const area = form.querySelector("textarea");
    const field = { form, area, task: Number(form.elements.task.value), base: 0, seen: 0, text: "", sent: null, busy: false };
    field.key = `notes:${document.body.dataset.person}:${this.room.getAttribute("room")}:${field.task}`;
    field.base = field.seen = Number(form.elements.base.value);
    field.text = area.defaultValue;
    const unsent = this.room.unsent("write_group_notes").find((deed) => deed.task === field.task);
    const draft = unsent ? null : drafts.get(field.key);
    if (draft && draft.text !== field.text) Object.assign(field, { base: draft.base, text: null });
    if (draft) area.value = draft.text;
    if (unsent) Object.assign(field, { sent: unsent.text, base: unsent.base, busy: true });
    if (unsent) area.value = drafts.get(field.key)?.text ?? unsent.text;
    area.addEventListener("input", () => this.#typed(field));
    area.addEventListener("blur", () => this.#save(field));
    if (draft || unsent) field.timer = setTimeout(() => this.#save(field), PAUSE);
    return field;
  }

  #typed(field) {
    drafts.set(field.key, { text: field.area.value, base: field.base });
    this.#tell(field, "");
    clearTimeout(field.timer);
    field.timer = setTimeout(() => this.#save(field), PAUSE);
  }

  /* One save at a time of each field: what is typed meanwhile goes with the next. */
  #save(field) {
    clearTimeout(field.timer);
    if (field.busy || field.area.value === field.text) return;
    field.busy = true;
    field.sent = field.area.value;
    this.#tell(field, "saving");
    this.room.do("write_group_notes", { task: field.task, text: field.sent, base: field.base });
  }

  /* What is on the server now. Where nothing has been typed since, it is taken; otherwise the next save joins both. */
  #news(field, { version, text, name, sent }, mine) {
    field.seen = version;
    const typed = field.area.value;
    const own = mine && field.sent !== null;
    if (typed === field.text || (own && typed === field.sent)) {
      this.#put(field, text);
      Object.assign(field, { base: version, text, sent: null });
      drafts.set(field.key, null);
      if (!mine) this.#tell(field, "by", { name });
    } else if (own) {
      Object.assign(field, { base: sent ?? field.base, sent: null });
    } else if (!mine) {
      this.#tell(field, "meanwhile", { name });
    }
  }

  #settled(deed) {
    const field = this.#of(deed);
    if (!field) return;
    field.busy = false;
    if (field.area.value !== deed.text && field.area.value !== field.text) field.timer = setTimeout(() => this.#save(field), PAUSE);
    else this.#tell(field, "saved");
  }

  #refused({ deed, message }) {
    const field = this.#of(deed);
    if (!field) return;
    Object.assign(field, { busy: false, sent: null });
    drafts.set(field.key, { text: field.area.value, base: field.base });
    this.say("status", message, field.form);
  }

  #of(deed) {
    return deed.do === "write_group_notes" ? this.#fields.find(({ task }) => task === deed.task) : undefined;
  }

  /* The text comes under the cursor, which stays at the words it was at. */
  #put({ area }, text) {
    if (area.value === text) return;
    const { selectionStart: at, value } = area;
    area.value = text;
    if (document.activeElement !== area) return;
    const ahead = value.slice(0, at);
    const behind = value.slice(at);
    const place = text.startsWith(ahead) ? at : text.endsWith(behind) ? text.length - behind.length : Math.min(at, text.length);
    area.setSelectionRange(place, place);
  }

  #tell({ form }, words, values = {}) {
    const text = words && this.getAttribute(words).replace("{name}", values.name ?? "");
    this.say("status", text, form);
  }
}

customElements.define("group-notes", GroupNotes);
