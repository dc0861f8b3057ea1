/* <mention-picker into="id of the text"> around a list of names: a filter for it, and "@" in the text opens it. */

class MentionPicker extends HTMLElement {
  #at = -1;

  connectedCallback() {
    this.details = this.querySelector("details");
    this.names = [...this.querySelectorAll(".mention-list label")];
    this.filter = this.querySelector(".mention-filter");
    this.filter.hidden = this.names.length < 8;
    this.input = this.filter.querySelector("input");
    this.input.addEventListener("input", () => this.#narrow());
    this.input.addEventListener("keydown", (event) => this.#keys(event));
    this.area = document.getElementById(this.getAttribute("into"));
    this.area?.addEventListener("input", (event) => this.#typed(event));
    this.addEventListener("change", () => this.#chosen());
  }

  /* An "@" that begins a word asks for somebody; within one it is an address. */
  #typed(event) {
    if (event.data !== "@") return;
    const at = this.area.selectionStart - 1;
    if (at > 0 && !/[\s(]/.test(this.area.value[at - 1])) return;
    this.#at = at;
    this.details.open = true;
    (this.filter.hidden ? this.names[0].querySelector("input") : this.input).focus();
  }

  #narrow() {
    const asked = this.input.value.trim().toLocaleLowerCase();
    for (const name of this.names) name.hidden = !name.textContent.toLocaleLowerCase().includes(asked);
  }

  #keys(event) {
    if (event.key === "Escape") this.#back();
    if (event.key !== "Enter") return;
    event.preventDefault();
    const first = this.names.find((name) => !name.hidden)?.querySelector("input");
    if (first && !first.checked) first.click();
  }

  /* The sign has done its work: it goes from the text, and the writing goes on where it was. */
  #chosen() {
    if (this.#at < 0) return;
    const { value } = this.area;
    if (value[this.#at] === "@") this.area.value = value.slice(0, this.#at) + value.slice(this.#at + 1);
    this.#back();
  }

  #back() {
    if (this.input.value) {
      this.input.value = "";
      this.#narrow();
    }
    if (this.#at < 0) return;
    this.area.focus();
    this.area.setSelectionRange(this.#at, this.#at);
    this.#at = -1;
  }
}

customElements.define("mention-picker", MentionPicker);
