/* <mark-decider> around the form where marks in a text are decided: says how many are left, goes on from one to the
 * next, takes a number on the keyboard for a choice, and takes the last choice back. */

class MarkDecider extends HTMLElement {
  #before = new Map();
  #done = [];

  connectedCallback() {
    this.marks = [...this.querySelectorAll("[data-mark]")];
    if (!this.marks.length) return;
    this.classList.add("decider-on");
    this.count = this.querySelector("[data-count]");
    this.next = this.querySelector("[data-next]");
    this.undo = this.querySelector("[data-undo]");
    this.querySelector("[data-bar]").hidden = false;
    for (const mark of this.marks) this.#before.set(mark, this.#chosen(mark));
    this.addEventListener("change", (event) => this.#changed(event.target));
    this.addEventListener("keydown", (event) => this.#key(event));
    this.next.addEventListener("click", () => this.#goOn(null));
    this.undo.addEventListener("click", () => this.#takeBack());
    this.#show();
    const here = this.querySelector("[data-here]");
    if (here) this.#to(here);
  }

  #chosen(mark) {
    return mark.querySelector("input[type=radio]:checked");
  }

  #changed(field) {
    const mark = field.closest("[data-mark]");
    if (!mark || field.type !== "radio") return;
    const before = this.#before.get(mark);
    this.#done.push([mark, before]);
    this.#before.set(mark, field);
    this.#show();
    if (field.value === "other") mark.querySelector(".mark-other input").focus();
    else if (!before && !this.arrow) this.#goOn(mark);
  }

  #key(event) {
    this.arrow = event.key.startsWith("Arrow");
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const mark = event.target.closest("[data-mark]");
    if (!mark) return;
    if (event.target.type === "text") {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.#goOn(mark);
    } else if (/^[1-9]$/.test(event.key)) {
      this.#choose(mark, mark.querySelectorAll("input[type=radio]")[event.key - 1]);
    }
  }

  #choose(mark, radio) {
    if (!radio) return;
    const same = radio.checked;
    radio.focus();
    radio.click();
    if (same || this.#done[this.#done.length - 1]?.[1]) this.#goOn(mark);
  }

  /* The next undecided one after a mark, else the first of all; when none is left, the way to the end. */
  #goOn(mark) {
    const after = this.marks.slice(this.marks.indexOf(mark) + 1);
    const open = [...after, ...this.marks].find((one) => !this.#chosen(one));
    if (open) this.#to(open);
    else this.#to(this.querySelector(".tick-list")?.closest("fieldset") ?? this.querySelector("[data-store]").parentNode);
  }

  #to(place) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const field = this.#chosen(place) ?? place.querySelector("input, [data-store]");
    field.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  #takeBack() {
    const [mark, before] = this.#done.pop() ?? [];
    if (!mark) return;
    for (const radio of mark.querySelectorAll("input[type=radio]")) radio.checked = radio === before;
    this.#before.set(mark, before);
    this.#show();
    this.#to(mark);
  }

  #show() {
    const done = this.marks.filter((mark) => this.#chosen(mark)).length;
    const all = this.marks.length;
    this.count.textContent = this.count.dataset.text.replace("{done}", done).replace("{all}", all);
    this.next.hidden = done === all;
    this.undo.hidden = !this.#done.length;
  }
}

customElements.define("mark-decider", MarkDecider);
