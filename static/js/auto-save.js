/* <auto-save url saved-text failed-text> around a form with a textarea: keeps its text (see kept-draft.js).
 *
 * With no connection or after a refusal the form stays open; where only the
 * draft is broken ("unsaved") it goes all the same.
 */

import { KeptDraft } from "kept-draft";

class AutoSave extends KeptDraft {
  passesIn = ["unsaved"];

  content() {
    return this.querySelector("textarea").value;
  }

  copy() {
    return { text: this.content(), base: this.kept };
  }

  /* Were something else written elsewhere meanwhile, both are kept. */
  restore({ text, base }) {
    const here = this.content();
    if (here === text) return;
    const apart = here && here !== base;
    this.querySelector("textarea").value = apart ? `${here}\n\n${text}` : text;
  }
}

customElements.define("auto-save", AutoSave);
