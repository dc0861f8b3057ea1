/* What the parts of a live room share: they watch the room, and fill what the template has marked. */

export class Part extends HTMLElement {
  #places = new Map();
  #templates = new Map();
  #drawn;
  #begun = false;

  /* Comes again when the part is moved to another place on the page. */
  async connectedCallback() {
    await customElements.whenDefined("live-room");
    this.room = this.closest("live-room");
    if (!this.#begun) this.begin();
    this.#begun = true;
    this.room.watch(this);
    this.render(this.room.state);
  }

  disconnectedCallback() {
    this.room?.unwatch(this);
  }

  begin() {}

  render() {}

  /* The place named so; within another root when given. Those of the parts inside are theirs.
   *
   * Own places are looked for once: a part may hold thousands of elements, and is asked at every change.
   */
  at(name, root = this) {
    if (root !== this) return this.#find(name, root);
    if (!this.#places.get(name)?.isConnected) this.#places.set(name, this.#find(name, this));
    return this.#places.get(name);
  }

  #find(name, root) {
    return [...root.querySelectorAll(`[data-slot="${name}"]`)].find((place) => isOf(root, place)) ?? null;
  }

  /* Whether any of these is another than when this was asked last; what has been drawn need not be drawn again. */
  changed(...things) {
    const before = this.#drawn;
    this.#drawn = things;
    return !before?.every((thing, place) => thing === things[place]);
  }

  /* A fresh copy of the template named so. */
  copy(name) {
    if (!this.#templates.has(name)) this.#templates.set(name, this.querySelector(`template[data-part="${name}"]`));
    return this.#templates.get(name).content.firstElementChild.cloneNode(true);
  }

  show(name, shown, root = this) {
    this.at(name, root).hidden = !shown;
  }

  say(name, text, root = this) {
    const place = this.at(name, root);
    if (place.textContent !== String(text)) place.textContent = text;
  }

  /* Of the variants marked data-<kind>, only the one with this value. */
  choose(kind, value, root = this) {
    for (const variant of root.querySelectorAll(`[data-${kind}]`)) variant.hidden = variant.dataset[kind] !== value;
  }
}

function isOf(root, place) {
  for (let above = place.parentElement; above && above !== root; above = above.parentElement) {
    if (above instanceof Part || above.localName.startsWith("live-")) return false;
  }
  return true;
}
