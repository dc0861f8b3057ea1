/* <draft-form url saved-text failed-text> around a form: keeps all its fields as one draft (see kept-draft.js).
 *
 * A refused draft may be sent: the page then says beside the field what is
 * wrong; so may one that is broken alone. With no connection, or when the session has ended, the form stays open.
 */

import { KeptDraft } from "kept-draft";

export class DraftForm extends KeptDraft {
  passesIn = ["refused", "unsaved"];

  content() {
    return JSON.stringify(this.#values());
  }

  copy() {
    return { values: this.#values(), base: JSON.parse(this.kept) };
  }

  #values() {
    const values = {};
    for (const [name, value] of new FormData(this.form)) {
      if (name === "csrfmiddlewaretoken" || typeof value !== "string") continue;
      values[name] = name in values ? [values[name], value].flat() : value;
    }
    return values;
  }

  /* Were another text written elsewhere meanwhile, both are kept. */
  restore({ values, base }) {
    if (!values) return;
    for (const field of this.form.elements) {
      if (!field.name || field.name === "csrfmiddlewaretoken") continue;
      const wanted = [values[field.name] ?? []].flat();
      if (field.type === "checkbox" || field.type === "radio") field.checked = wanted.includes(field.value);
      else if (wanted.length) field.value = field.localName === "textarea" ? this.#both(field, wanted[0], base) : wanted[0];
    }
  }

  #both(field, wanted, base) {
    const apart = field.value && field.value !== wanted && field.value !== base?.[field.name];
    return apart ? `${field.value}\n\n${wanted}` : wanted;
  }
}

customElements.define("draft-form", DraftForm);
