/* A scale with words at its ends, for each statement or for the question itself. */

import { el, part, unseen } from "live/polls/dom";

const statements = (asked) => (asked.options.length ? asked.options : [asked.question]);

function steps(asked, name, index) {
  const { steps: many, low, high } = asked.settings;
  return Array.from({ length: many }, (_, step) => {
    const ends = step === 0 ? low : step === many - 1 ? high : "";
    const words = el("span", {}, String(step + 1), ends && unseen(`: ${ends}`));
    return el("label", { class: "step" }, el("input", { type: "radio", name: `${name}-${index}`, value: step + 1 }), words);
  });
}

export const scale = {
  ballot: (asked, name) => [
    el(
      "div",
      { class: "scales" },
      ...statements(asked).map((text, index) =>
        el(
          "fieldset",
          { class: "scale" },
          el("legend", { class: asked.options.length ? null : "visually-hidden" }, text),
          el("div", { class: "steps-line" }, ...steps(asked, name, index)),
          el("p", { class: "scale-ends", "aria-hidden": "true" }, el("span", {}, asked.settings.low), el("span", {}, asked.settings.high)),
        ),
      ),
    ),
  ],
  read(root) {
    const answer = [...root.querySelectorAll(".scale")].map((row) => Number(row.querySelector("input:checked")?.value) || null);
    return answer.some(Boolean) ? answer : null;
  },
  fill(root, answer) {
    root.querySelectorAll(".scale").forEach((row, index) => {
      for (const input of row.querySelectorAll("input")) input.checked = Number(input.value) === answer[index];
    });
  },
  shown: (asked, { items }, _answered, mine) => ({
    shape: "stack",
    low: asked.settings.low,
    high: asked.settings.high,
    steps: asked.settings.steps,
    single: !asked.options.length,
    rows: statements(asked).map((text, index) => ({
      text,
      mine: mine?.[index],
      ...items[index],
      segments: items[index].counts && segments(items[index].counts, items[index].answered),
    })),
  }),
};

/* Where each step's part of the bar begins and how wide it is: the middle of the scale at 0. */
function segments(counts, people) {
  const shares = counts.map((count) => part(count, people));
  const half = Math.floor(shares.length / 2);
  const below = shares.slice(0, half).reduce((sum, share) => sum + share, 0) + (shares.length % 2 ? shares[half] / 2 : 0);
  let start = -below;
  return shares.map((share, index) => {
    const segment = { step: index + 1, percent: share, start, tone: 1 + Math.round((4 * index) / (shares.length - 1)) };
    start += share;
    return segment;
  });
}
