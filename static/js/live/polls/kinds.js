/* Every kind of poll. A kind has ballot(asked, name, words) → nodes, read(root) → answer or null,
 * fill(root, answer), and shown(asked, result, answered, mine) → what its shape draws. */

import { multiple, single, yesNo } from "live/polls/choice";
import { cloud } from "live/polls/cloud";
import { form } from "live/polls/form";
import { number } from "live/polls/number";
import { points } from "live/polls/points";
import { ranking } from "live/polls/ranking";
import { scale } from "live/polls/scale";
import { text } from "live/polls/text";

const simple = { single, multiple, yes_no: yesNo, scale, number, text, cloud, ranking, points };

export const kinds = { ...simple, form: form(simple) };

/* What is asked about, for those who do not answer. */
export function textsOf(run) {
  return run.kind === "form" ? run.settings.questions.map((question) => question.question) : run.options;
}
