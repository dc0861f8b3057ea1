/* <unsent-guard> around a form: the browser asks before leaving what was changed and not sent. */

class UnsentGuard extends HTMLElement {
  #changed = false;
  #ask = (event) => {
    if (this.#changed) event.preventDefault();
  };

  connectedCallback() {
    this.addEventListener("input", () => (this.#changed = true));
    this.addEventListener("reset", () => (this.#changed = false));
    this.addEventListener("submit", () => (this.#changed = false));
    window.addEventListener("beforeunload", this.#ask);
  }

  disconnectedCallback() {
    window.removeEventListener("beforeunload", this.#ask);
  }
}

customElements.define("unsent-guard", UnsentGuard);
