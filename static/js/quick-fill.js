/* <quick-fill for="id of an input"> around buttons with values: one tap fills the input. */

class QuickFill extends HTMLElement {
  connectedCallback() {
    this.input = document.getElementById(this.getAttribute("for"));
    this.addEventListener("click", (event) => this.#fill(event.target.closest("button")));
    this.input.addEventListener("input", () => this.#mark());
    this.#mark();
  }

  #fill(button) {
    if (!button) return;
    this.input.value = button.value;
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #mark() {
    for (const button of this.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === this.input.value));
    }
  }
}

customElements.define("quick-fill", QuickFill);
