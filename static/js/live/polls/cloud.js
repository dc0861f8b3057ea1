/* Words for a cloud. */

import { el, fill as words } from "live/polls/dom";

const SIZES = 5;

export const cloud = {
  ballot(asked, name, say) {
    const many = asked.settings.words;
    const boxes = Array.from({ length: many }, (_, index) =>
      el(
        "label",
        {},
        el("span", { class: many === 1 ? "visually-hidden" : "small muted" }, words(say.word, { n: index + 1 })),
        el("input", { type: "text", name, maxlength: 40, autocomplete: "off" }),
      ),
    );
    return [el("div", { class: "cloud-answer" }, ...boxes)];
  },
  read(root) {
    const written = [...root.querySelectorAll("input")].map((input) => input.value.trim()).filter(Boolean);
    return written.length ? written : null;
  },
  fill(root, answer) {
    root.querySelectorAll("input").forEach((input, index) => {
      input.value = answer[index] ?? "";
    });
  },
  shown(asked, { words: counted }, _answered, mine) {
    const most = Math.max(1, ...counted.map((one) => one.people));
    const own = new Set(mine?.map((word) => word.toLowerCase()));
    const rows = counted.map((one) => ({ ...one, size: sizeOf(one.people, most), mine: own.has(one.text) }));
    return { shape: "cloud", rows, cloud: [...rows].sort((one, other) => one.text.localeCompare(other.text)) };
  },
};

const sizeOf = (people, most) => (most > 1 ? 1 + Math.round(((SIZES - 1) * (people - 1)) / (most - 1)) : 2);
