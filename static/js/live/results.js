/* Results of one run as a list: words first, a bar that repeats them. Shares are of people, not of ticks. */

const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });

/* root holds what _results.html makes; mine: own choice or undefined. */
export function showResults(root, part, run, tally, mine) {
  part.say("answered", tally.answered, root);
  part.show("few", tally.too_few, root);
  const bars = part.at("bars", root);
  bars.hidden = !tally.counts;
  if (!tally.counts) return bars.replaceChildren();
  while (bars.children.length > run.options.length) bars.lastElementChild.remove();
  run.options.forEach((text, index) => {
    const row = bars.children[index] ?? bars.appendChild(part.copy("bar", root));
    fill(row, text, tally.counts[index], tally.answered, Boolean(mine?.includes(index)));
  });
  return undefined;
}

function fill(row, text, people, answered, own) {
  const share = answered ? people / answered : 0;
  row.querySelector(".bar-text").textContent = text;
  row.querySelector(".own").hidden = !own;
  row.querySelector(".value").textContent = `${people} · ${percent.format(share)}`;
  row.querySelector("meter").value = 100 * share;
}
