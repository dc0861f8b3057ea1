/* Rows of a list, one a thing, kept while the thing is there: the focus and what is typed in them stay. */

/* key(thing) → its number; make(thing) → a row; fill(row, thing) keeps it true. */
export function rows(list, things, { key, make, fill }) {
  const kept = new Map([...list.children].map((row) => [row.dataset.key, row]));
  const wanted = things.map((thing) => {
    const row = kept.get(String(key(thing))) ?? make(thing);
    row.dataset.key = key(thing);
    fill(row, thing);
    return row;
  });
  for (const row of [...list.children]) if (!wanted.includes(row)) row.remove();
  wanted.forEach((row, index) => row !== list.children[index] && list.insertBefore(row, list.children[index] ?? null));
}
