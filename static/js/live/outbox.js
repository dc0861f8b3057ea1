/* Deeds not yet acknowledged, kept on the device: a reload or a crash of the tab loses none.
 *
 * Each deed has a key of its own, so that two tabs of one person do not write
 * over each other. Where storage is refused, the tab's memory has to do.
 */

export class Outbox {
  #memory = new Map();
  #count = 0;

  constructor(prefix) {
    this.prefix = `${prefix}:`;
  }

  add(deed) {
    const kept = { ...deed, id: uuid() };
    const text = JSON.stringify({ order: [Date.now(), (this.#count += 1)], deed: kept });
    try {
      localStorage.setItem(this.prefix + kept.id, text);
    } catch {
      this.#memory.set(this.prefix + kept.id, text);
    }
    return kept;
  }

  /* In the order they were done. */
  all() {
    return [...this.#stored(), ...this.#memory.values()]
      .map((text) => JSON.parse(text))
      .sort((one, other) => one.order[0] - other.order[0] || one.order[1] - other.order[1])
      .map(({ deed }) => deed);
  }

  /* → the deed, or undefined when it was settled already. */
  take(id) {
    const deed = this.all().find((kept) => kept.id === id);
    this.#memory.delete(this.prefix + id);
    try {
      localStorage.removeItem(this.prefix + id);
    } catch {
      /* Storage is refused: it was in memory. */
    }
    return deed;
  }

  #stored() {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(this.prefix))
        .map((key) => localStorage.getItem(key));
    } catch {
      return [];
    }
  }
}

/* crypto.randomUUID exists only on https and localhost. */
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
