/* <quote-reply from into heading> around a link: puts the post's words as a quotation below what is being written. */

class QuoteReply extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.#quote(event));
  }

  #quote(event) {
    const area = document.getElementById(this.getAttribute("into"));
    const words = document.getElementById(this.getAttribute("from"))?.querySelector(".post-text");
    if (!area || !words) return;
    event.preventDefault();
    const lines = [this.getAttribute("heading"), "", ...words.innerText.trim().split("\n")];
    const quotation = lines.map((line) => `> ${line}`.trimEnd()).join("\n");
    area.value = [area.value.trimEnd(), quotation, ""].filter((part, index) => index || part).join("\n\n");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
    area.scrollIntoView({ block: "center" });
  }
}

customElements.define("quote-reply", QuoteReply);
