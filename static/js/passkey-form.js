/* <passkey-form> around a form: its button asks the device for a passkey and sends the answer in the field "credential".

   The options come from the JSON script whose id is in `options`, or from `options-url`. With `new` a passkey is made,
   otherwise read. Hidden until it is known that the browser can; needs allauth's mfa/js/webauthn-json.js on the page. */

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.said = this.querySelector(".passkey-failed");
    if (!window.PublicKeyCredential) {
      this.said.textContent = this.getAttribute("unsupported-text") ?? "";
      return;
    }
    this.hidden = false;
    this.form.addEventListener("submit", (event) => {
      if (this.form.elements.credential.value) return;
      event.preventDefault();
      this.ask();
    });
  }

  async ask() {
    this.said.textContent = "";
    try {
      const options = await this.options();
      const answer = this.hasAttribute("new")
        ? await window.webauthnJSON.create(withResidentKey(options.creation_options))
        : await window.webauthnJSON.get(options.request_options);
      this.form.elements.credential.value = JSON.stringify(answer);
      this.form.requestSubmit();
    } catch {
      this.said.textContent = this.getAttribute("failed-text");
    }
  }

  async options() {
    if (this.hasAttribute("options")) return JSON.parse(document.getElementById(this.getAttribute("options")).textContent);
    const answer = await fetch(this.getAttribute("options-url"), { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }
}

function withResidentKey(options) {
  Object.assign(options.publicKey.authenticatorSelection, {
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  });
  return options;
}

customElements.define("passkey-form", PasskeyForm);
