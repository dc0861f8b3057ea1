/* <draft-form url saved-text failed-text> around a form: keeps all its fields as one draft (see kept-draft.js).
 *
 * A refused draft may be sent: the page then says beside the field what is
 * wrong. With no connection, or when the session has ended, the form stays open.
 */

import { KeptDraft } from "kept-draft";

export class DraftForm extends KeptDraft {
  passesIn = ["refused"];

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

  restore(values) {
    for (const field of this.form.elements) {
      if (!field.name || field.name === "csrfmiddlewaretoken") continue;
      const wanted = [values[field.name] ?? []].flat();
      if (field.type === "checkbox" || field.type === "radio") field.checked = wanted.includes(field.value);
      else if (wanted.length) field.value = wanted[0];
    }
  }
}

customElements.define("draft-form", DraftForm);
