/* <confirm-button question yes no> around a button: asks first, then lets the click through. */

class ConfirmButton extends HTMLElement {
  #confirmed = false;

  constructor() {
    super();
    this.addEventListener("click", (event) => this.#ask(event), { capture: true });
  }

  #ask(event) {
    const button = event.target.closest("button, a");
    if (this.#confirmed || !button || event.target.closest("dialog")) return;
    event.preventDefault();
    event.stopPropagation();
    const dialog = this.#dialog(button);
    dialog.addEventListener("close", () => {
      dialog.remove();
      button.focus();
      if (dialog.returnValue === "yes") this.#through(button);
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  #through(button) {
    this.#confirmed = true;
    button.click();
    this.#confirmed = false;
  }

  #dialog(button) {
    const dialog = document.createElement("dialog");
    const form = document.createElement("form");
    const question = document.createElement("h2");
    const actions = document.createElement("div");
    form.method = "dialog";
    actions.className = "form-actions";
    question.textContent = this.getAttribute("question");
    question.id = `question-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
    dialog.setAttribute("aria-labelledby", question.id);
    actions.append(this.#answer("no", "btn btn-secondary"), this.#answer("yes", button.className));
    form.append(question, actions);
    dialog.append(form);
    return dialog;
  }

  #answer(name, look) {
    const button = document.createElement("button");
    button.value = name;
    button.className = look;
    button.textContent = this.getAttribute(name);
    return button;
  }
}

customElements.define("confirm-button", ConfirmButton);
