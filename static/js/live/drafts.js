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
