/* <pilot-people for="id of the select"> around one fieldset[data-pilot] a pilot: shows the chosen pilot's people.
 *
 * The others are disabled, so that nobody of another pilot is sent along.
 */

class PilotPeople extends HTMLElement {
  #choose = () => this.#show();

  connectedCallback() {
    this.select = document.getElementById(this.getAttribute("for"));
    this.select.addEventListener("change", this.#choose);
    window.addEventListener("pageshow", this.#choose);
    this.#show();
  }

  disconnectedCallback() {
    this.select.removeEventListener("change", this.#choose);
    window.removeEventListener("pageshow", this.#choose);
  }

  #show() {
    for (const group of this.querySelectorAll("fieldset[data-pilot]")) {
      group.disabled = group.hidden = group.dataset.pilot !== this.select.value;
    }
    const hint = this.querySelector("[data-hint]");
    if (hint) hint.hidden = this.select.value !== "";
  }
}

customElements.define("pilot-people", PilotPeople);
