/* Answers being written, kept on the device: a reload loses none. Where storage is refused, they are not kept. */

export function get(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? undefined;
  } catch {
    return undefined;
  }
}

export function set(key, answer) {
  try {
    if (answer === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(answer));
  } catch {
    /* Storage is refused. */
  }
}
