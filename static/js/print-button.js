/* <print-button> around a button: opens the browser's print window. */

class PrintButton extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", () => window.print());
  }
}

customElements.define("print-button", PrintButton);
