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
    const begun = area.value.trimEnd();
    area.value = `${begun}${begun && "\n\n"}${this.#quotation(words)}\n\n`;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
    area.scrollIntoView({ block: "center" });
  }

  /* The post's own words: what it quotes itself is left out. */
  #quotation(words) {
    const own = [...words.children].filter((part) => part.localName !== "blockquote");
    const text = own.map((part) => part.innerText.trim()).join("\n\n");
    return [this.getAttribute("heading"), "", ...text.split("\n")].map((line) => `> ${line}`.trimEnd()).join("\n");
  }
}

customElements.define("quote-reply", QuoteReply);
