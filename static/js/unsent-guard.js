/* <unsent-guard> around a form: what was changed and not sent is not lost.
 *
 * The browser asks before leaving it. It is sent only while its writer is signed in: with no connection, or when one
 * has been signed out or in again elsewhere meanwhile, the form stays open as it is and says so.
 */

import { signedInAgain } from "signed-in-again";
import { tell } from "tell";

class UnsentGuard extends HTMLElement {
  #changed = false;
  #asking = false;
  #passing = false;
  #ask = (event) => {
    if (this.#changed) event.preventDefault();
  };

  connectedCallback() {
    this.addEventListener("input", () => (this.#changed = true));
    this.addEventListener("reset", () => (this.#changed = false));
    this.addEventListener("submit", (event) => this.#submit(event), { capture: true });
    this.addEventListener("submit", (event) => (this.#changed &&= event.defaultPrevented));
    window.addEventListener("beforeunload", this.#ask);
  }

  disconnectedCallback() {
    window.removeEventListener("beforeunload", this.#ask);
  }

  async #submit(event) {
    if (this.#passing || !this.#changed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.#asking) return;
    this.#asking = true;
    const mayGo = await signedInAgain();
    this.#asking = false;
    if (!mayGo) return tell(document.getElementById("messages").dataset.unsent);
    this.#passing = true;
    event.target.requestSubmit(event.submitter);
    this.#passing = false;
  }
}

customElements.define("unsent-guard", UnsentGuard);
