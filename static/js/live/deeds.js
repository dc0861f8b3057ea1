/* A part whose forms are deeds: <form data-do="name">, its fields sent along, and given back when refused.
 *
 * A field says with data-as what it is sent as: "number" or "flag"; a text by itself, which may be empty
 * where data-empty says so. Of the buttons that have a name the pressed one is sent.
 * A [data-slot=refusal] in the form, or else in the part, says why something was refused.
 */

import { Part } from "live/part";

export class DeedPart extends Part {
  begin() {
    this.addEventListener("submit", (event) => this.#submit(event));
    this.room.addEventListener("refused", ({ detail }) => this.#refused(detail));
  }

  /* After a form has been sent; to be overridden. */
  sent() {}

  #submit(event) {
    const form = event.target.closest("form[data-do]");
    if (!form || event.defaultPrevented) return;
    event.preventDefault();
    const fields = fieldsOf(form, event.submitter);
    if (Object.entries(fields).some(([name, value]) => value === "" && !form.elements[name].matches?.("[data-empty]"))) return;
    this.#tell(form, "");
    this.room.do(form.dataset.do, fields);
    if (form.querySelector("textarea, [type=text]")) form.reset();
    this.sent(form);
  }

  #refused({ deed, message }) {
    const form = this.#formOf(deed);
    if (!form) return;
    for (const [name, value] of Object.entries(deed)) {
      const field = form.elements[name];
      if (field?.matches?.("textarea, [type=text]")) field.value = [value, field.value].filter(Boolean).join("\n\n");
    }
    this.#tell(form, message);
  }

  /* Of several forms for the same deed the one that was about the same thing. */
  #formOf(deed) {
    const forms = [...this.querySelectorAll(`form[data-do="${deed.do}"]`)];
    const aboutIt = (form) => [...form.querySelectorAll("[type=hidden]")].every(({ name, value }) => !(name in deed) || String(deed[name]) === value);
    return forms.find(aboutIt) ?? forms[0];
  }

  #tell(form, message) {
    const place = form.querySelector('[data-slot="refusal"]') ?? this.at("refusal");
    if (!place) return;
    place.textContent = message;
    place.hidden = !message;
  }
}

function fieldsOf(form, pressed) {
  const named = [...form.elements].filter((field) => field.name && (field.type !== "submit" || field === pressed));
  const sent = named.filter((field) => !["csrfmiddlewaretoken", "back", "deed_id"].includes(field.name));
  return Object.fromEntries(sent.map((field) => [field.name, valueOf(field)]));
}

function valueOf(field) {
  if (field.type === "checkbox") return field.checked;
  if (field.dataset.as === "number") return Number(field.value);
  if (field.dataset.as === "flag") return field.value === "1";
  return field.value.trim();
}
