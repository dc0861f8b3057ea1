/* A number. */

import { el, fill as words, part, unseen } from "live/polls/dom";

export const number = {
  ballot: (asked, name, say) => [
    el(
      "label",
      { class: "number-answer" },
      unseen(asked.question),
      el("input", { type: "text", inputmode: "decimal", name, autocomplete: "off" }),
      el("span", {}, asked.settings.unit),
    ),
    el("p", { class: "muted small" }, words(say.range, { low: asked.settings.lowest, high: asked.settings.highest })),
  ],
  read(root) {
    const text = root.querySelector("input").value.trim().replace(",", ".").replace("\u2212", "-");
    if (!text) return null;
    return Number.isFinite(Number(text)) ? Number(text) : text;
  },
  fill(root, answer) {
    root.querySelector("input").value = answer;
  },
  shown: (asked, { mean, median, bins }, answered, mine) => ({
    shape: "bars",
    number: { mean, median, unit: asked.settings.unit },
    rows: bins.map(({ low, high, people }) => ({
      text: low === high ? String(low) : `${low}–${high}`,
      people,
      percent: part(people, answered),
      mine: mine !== undefined && mine !== null && low <= mine && mine <= high,
    })),
  }),
};
