/* <draft-form url saved-text failed-text ended-text> around a form: keeps all its fields as one draft (see kept-draft.js).
 *
 * A refused draft may be sent: the page then says beside the field what is
 * wrong; so may one that is broken alone. With no connection, or when the session has ended, the form stays open.
 */

import { KeptDraft } from "kept-draft";

export class DraftForm extends KeptDraft {
  passesIn = ["refused", "unsaved"];

  content() {
    return JSON.stringify(this.copy());
  }

  copy() {
    const values = {};
    for (const [name, value] of new FormData(this.form)) {
      if (name === "csrfmiddlewaretoken" || typeof value !== "string") continue;
      values[name] = name in values ? [values[name], value].flat() : value;
    }
    return values;
  }

  /* Were another text written elsewhere since ``base``, the draft as this device knew it, both are kept. */
  restore(values, base) {
    const known = base && JSON.parse(base);
    for (const field of this.form.elements) {
      if (!field.name || field.name === "csrfmiddlewaretoken") continue;
      const wanted = [values[field.name] ?? []].flat();
      if (field.type === "checkbox" || field.type === "radio") field.checked = wanted.includes(field.value);
      else if (wanted.length) field.value = field.localName === "textarea" ? this.#both(field, wanted[0], known) : wanted[0];
    }
  }

  #both(field, wanted, known) {
    const apart = known && field.value && field.value !== wanted && field.value !== known[field.name];
    return apart ? `${field.value}\n\n${wanted}` : wanted;
  }
}

customElements.define("draft-form", DraftForm);
