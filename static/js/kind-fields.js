/* <kind-fields> around a form whose "kind" tells which of its fields are for it: shows those that name it in data-kinds. */

class KindFields extends HTMLElement {
  connectedCallback() {
    this.kind = this.querySelector("select[name=kind]");
    if (!this.kind) return;
    this.kind.addEventListener("change", () => this.#show());
    this.#show();
  }

  #show() {
    for (const field of this.querySelectorAll("[data-kinds]")) {
      field.closest(".field").hidden = !field.dataset.kinds.split(" ").includes(this.kind.value);
    }
  }
}

customElements.define("kind-fields", KindFields);
