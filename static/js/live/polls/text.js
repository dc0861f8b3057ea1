/* An open question. */

import { el, unseen } from "live/polls/dom";

export const text = {
  ballot: (asked, name) => [
    el("label", { class: "text-answer" }, unseen(asked.question), el("textarea", { name, rows: 3, maxlength: 500 })),
  ],
  read: (root) => root.querySelector("textarea").value.trim() || null,
  fill(root, answer) {
    root.querySelector("textarea").value = answer;
  },
  shown: (asked, { texts }, _answered, mine) => ({ shape: "list", rows: texts.map((one) => ({ ...one, mine: mine === one.text })) }),
};
