/* Time as the server has it: people's devices are minutes off. */

let ahead = 0;

/* To be told the server's time whenever it is heard. */
export function set(serverTime) {
  ahead = Date.parse(serverTime) - Date.now();
}

/* Whole seconds since a moment the server has told; never less than none. */
export function secondsSince(moment) {
  return Math.max(0, Math.floor((Date.now() + ahead - Date.parse(moment)) / 1000));
}

/* Whole seconds until a moment the server has told, the last one until it is over; never less than none. */
export function secondsUntil(moment) {
  return Math.max(0, Math.ceil((Date.parse(moment) - Date.now() - ahead) / 1000));
}

const SOON = 10;

/* A watch over something that ends: soon(seconds) is called once when ten seconds are left, over() once at the end.
 *
 * It is told (which, seconds left) as often as one likes; another "which" begins anew. What had ended before it was first
 * looked at is passed over.
 */
export function countdown({ soon, over = () => {} }) {
  let known;
  let last;
  return (which, left) => {
    if (which !== known) [known, last] = [which, Infinity];
    const before = last;
    last = left;
    if (left > 0 && left <= SOON && before > SOON) soon(left);
    else if (left <= 0 && before > 0 && before < Infinity) over();
  };
}

/* 3:07, or 1:03:07. */
export function told(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, index) => (index ? String(part).padStart(2, "0") : part)).join(":");
}

/* Every [data-since] in the part says how many minutes ago that was, in the words of its "ago" and "just-now". */
export function tellAgo(part) {
  for (const place of part.querySelectorAll("[data-since]")) {
    const minutes = place.dataset.since ? Math.floor(secondsSince(place.dataset.since) / 60) : null;
    const words = minutes === null ? "–" : part.getAttribute(minutes ? "ago" : "just-now").replace("{n}", minutes);
    if (place.textContent !== words) place.textContent = words;
  }
}
