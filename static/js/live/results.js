/* Results of one run where they stand: who may not see them is not sent them. Shares are of people, not of ticks. */

import { kinds } from "live/polls/kinds";
import { draw } from "live/polls/shapes";

const FEWEST = 5;
const drawn = new WeakMap();

/* root is what polls/_results.html makes; mine: own answer or undefined; hide(row): a coach's button, or nothing. */
export function showResults(root, part, run, tally, mine, hide) {
  part.say("answered", tally.answered, root);
  part.show("few", tally.too_few && tally.answered < FEWEST, root);
  part.show("early", tally.too_few && tally.answered >= FEWEST, root);
  part.show("late", tally.counted, root);
  part.say("late", root.dataset.late.replace("{n}", tally.counted), root);
  const place = part.at("shape", root);
  place.hidden = !tally.result;
  if (!tally.result) {
    drawn.delete(place);
    return place.replaceChildren();
  }
  const now = JSON.stringify([run.run, tally.result, mine]);
  if (drawn.get(place) === now) return undefined;
  drawn.set(place, now);
  return redraw(place, draw(kinds[run.kind].shown(run, tally.result, tally.counted ?? tally.answered, mine ?? undefined), root.dataset, hide).filter(Boolean));
}

/* Anew, but an opened table stays open, and who stands on a button stays there. */
function redraw(place, nodes) {
  const open = Boolean(place.querySelector("details[open]"));
  const standing = place.contains(document.activeElement) && document.activeElement.dataset.key;
  place.replaceChildren(...nodes);
  if (open) place.querySelector("details")?.setAttribute("open", "");
  if (standing) place.querySelector(`[data-key="${standing}"]`)?.focus();
}
