/* What is being written, kept on the device: a reload loses none. Where storage is refused, they are not kept. */

export function get(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? undefined;
  } catch {
    return undefined;
  }
}

export function set(key, draft) {
  try {
    if (draft === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    /* Storage is refused. */
  }
}

/* One text of several, each a paragraph of its own; what is empty is left out. */
export function together(...texts) {
  return texts.filter(Boolean).join("\n\n");
}
