/* Several questions in one ballot. */

import { el } from "live/polls/dom";

export const form = (kinds) => ({
  ballot: (asked, name, say) => [
    el(
      "ol",
      { class: "form-parts", role: "list" },
      ...asked.settings.questions.map((question, index) =>
        el(
          "li",
          { "data-part-kind": question.kind },
          el("fieldset", {}, el("legend", {}, `${index + 1}. ${question.question}`), ...kinds[question.kind].ballot(question, `${name}-${index}`, say)),
        ),
      ),
    ),
  ],
  read(root) {
    const answer = parts(root).map((part) => kinds[part.dataset.partKind].read(part));
    return answer.some((one) => one !== null) ? answer : null;
  },
  fill(root, answer) {
    parts(root).forEach((part, index) => {
      if (answer[index] !== null) kinds[part.dataset.partKind].fill(part, answer[index]);
    });
  },
  shown: (asked, { parts: told }, _answered, mine) => ({
    shape: "parts",
    rows: asked.settings.questions.map((question, index) => ({
      text: question.question,
      answered: told[index].answered,
      too_few: told[index].too_few,
      results: told[index].result && kinds[question.kind].shown(question, told[index].result, told[index].answered, mine?.[index] ?? undefined),
    })),
  }),
});

const parts = (root) => [...root.querySelectorAll("[data-part-kind]")];
