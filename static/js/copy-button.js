/* <copy-button text copied> around a button: copies, and says so in the button itself. */

class CopyButton extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", () => this.#copy());
  }

  async #copy() {
    await navigator.clipboard.writeText(this.getAttribute("text"));
    const button = this.querySelector("button");
    const before = [...button.childNodes];
    button.replaceChildren(this.getAttribute("copied"));
    this.#say(this.getAttribute("copied"));
    setTimeout(() => button.replaceChildren(...before), 2500);
  }

  #say(words) {
    const status = this.querySelector("output") ?? this.appendChild(document.createElement("output"));
    status.className = "visually-hidden";
    status.textContent = words;
  }
}

customElements.define("copy-button", CopyButton);
