/* Choosing among options: single, multiple, yes or no. */

import { el, part } from "live/polls/dom";

function kind(type) {
  return {
    ballot: (asked, name) => [
      el(
        "div",
        { class: "answers" },
        ...asked.options.map((text, index) =>
          el("label", { class: "answer" }, el("input", { type, name, value: index }), el("span", {}, text)),
        ),
      ),
    ],
    read(root) {
      const chosen = [...root.querySelectorAll("input:checked")].map((input) => Number(input.value));
      return chosen.length ? chosen : null;
    },
    fill(root, answer) {
      for (const input of root.querySelectorAll("input")) input.checked = answer.includes(Number(input.value));
    },
    shown: (asked, { counts }, answered, mine) => ({
      shape: "bars",
      rows: asked.options.map((text, index) => row(text, counts[index], part(counts[index], answered), mine?.includes(index))),
    }),
  };
}

export const single = kind("radio");
export const multiple = kind("checkbox");

/* Abstaining is counted apart: shares are of those who took a stand. */
export const yesNo = {
  ...single,
  shown(asked, { counts }, answered, mine) {
    const taken = counts[0] + counts[1];
    const shares = [part(counts[0], taken), part(counts[1], taken), null];
    return { shape: "bars", rows: asked.options.map((text, index) => row(text, counts[index], shares[index], mine?.includes(index))) };
  },
};

const row = (text, people, percent, mine) => ({ text, people, percent, mine: Boolean(mine) });
