/* Sharing points among options. */

import { el, fill as words, part } from "live/polls/dom";

export const points = {
  ballot(asked, name, say) {
    const left = el("p", { class: "points-left", role: "status" });
    const list = el(
      "ul",
      { class: "points-answer live", role: "list", "data-most": asked.settings.points, "data-left": say.left },
      ...asked.options.map((text, index) => item(text, `${name}-${index}`, asked.settings.points, say)),
    );
    list.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const input = button.closest("li").querySelector("input");
      input.value = Number(input.value) + Number(button.dataset.by);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    list.addEventListener("input", () => keep(list, left));
    list.addEventListener("focusin", (event) => event.target.select?.());
    keep(list, left);
    return [left, list];
  },
  read(root) {
    const answer = given(root);
    return answer.some(Boolean) ? answer : null;
  },
  fill(root, answer) {
    root.querySelectorAll("input").forEach((input, index) => {
      input.value = answer[index];
    });
    keep(root.querySelector(".points-answer"), root.querySelector(".points-left"));
  },
  shown(asked, { points: all, givers }, _answered, mine) {
    const total = all.reduce((sum, one) => sum + one, 0);
    const rows = asked.options.map((text, index) => ({
      text,
      points: all[index],
      people: givers[index],
      percent: part(all[index], total),
      mine: mine?.[index],
    }));
    return { shape: "points", rows };
  },
};

const given = (root) => [...root.querySelectorAll("input")].map((input) => Math.max(0, Math.trunc(Number(input.value)) || 0));

function item(text, name, most, say) {
  const button = (by, sign, way) =>
    el("button", { type: "button", class: "btn btn-secondary btn-icon", "data-by": by, "aria-label": `${say[way]}: ${text}` }, el("span", { "aria-hidden": "true" }, sign));
  const input = el("input", { type: "number", inputmode: "numeric", name, min: 0, max: most, value: 0, "aria-label": text });
  return el("li", {}, el("span", { class: "text", "aria-hidden": "true" }, text), button(-1, "−", "fewer"), input, button(1, "+", "more"));
}

/* No more than there are: the buttons stop, and what is left is told. */
function keep(list, left) {
  const most = Number(list.dataset.most);
  const rest = most - given(list).reduce((sum, one) => sum + one, 0);
  left.textContent = words(list.dataset.left, { n: rest });
  left.classList.toggle("over", rest < 0);
  for (const button of list.querySelectorAll("button")) {
    const value = Number(button.closest("li").querySelector("input").value);
    button.disabled = button.dataset.by === "1" ? rest <= 0 : value <= 0;
  }
}
