/* Putting options in order: with the buttons, or by dragging. */

import { el, fill as words, unseen } from "live/polls/dom";

export const ranking = {
  ballot(asked, name, say) {
    const told = el("p", { class: "visually-hidden", role: "status" });
    const list = el("ol", { class: "ranking live", role: "list" }, ...asked.options.map((text, index) => item(text, index, say)));
    list.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) step(list, button, told, say);
    });
    drag(list);
    return [list, told];
  },
  read: (root) => (root.querySelector(".ranking").dataset.touched ? order(root) : null),
  fill(root, answer) {
    const list = root.querySelector(".ranking");
    const rows = new Map([...list.children].map((row) => [Number(row.dataset.option), row]));
    list.append(...answer.map((option) => rows.get(option)));
    list.dataset.touched = "yes";
  },
  shown(asked, { means, places }, _answered, mine) {
    const most = asked.options.length;
    const rows = asked.options.map((text, index) => ({
      text,
      mean: means[index],
      percent: (100 * (most - means[index] + 1)) / most,
      places: places[index],
      mine: mine && mine.indexOf(index) + 1,
    }));
    return { shape: "ranks", rows: rows.sort((one, other) => one.mean - other.mean), places: most };
  },
};

const order = (root) => [...root.querySelectorAll(".ranking > li")].map((row) => Number(row.dataset.option));

function item(text, option, say) {
  const button = (way, sign) =>
    el("button", { type: "button", class: "btn btn-secondary btn-icon", "data-way": way, "aria-label": `${say[way]}: ${text}` }, el("span", { "aria-hidden": "true" }, sign));
  return el("li", { "data-option": option, draggable: "true" }, el("span", { class: "text" }, text), button("up", "↑"), button("down", "↓"));
}

/* One place up or down; the focus stays on the button, and the new place is told. */
function step(list, button, told, say) {
  const row = button.closest("li");
  const other = button.dataset.way === "up" ? row.previousElementSibling : row.nextElementSibling;
  if (other) {
    if (button.dataset.way === "up") other.before(row);
    else other.after(row);
  }
  touched(list);
  button.focus();
  told.textContent = words(say.moved, { text: row.querySelector(".text").textContent, n: [...list.children].indexOf(row) + 1 });
}

function drag(list) {
  let held;
  list.addEventListener("dragstart", (event) => {
    held = event.target.closest("li");
    event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!held || !over) return;
    event.preventDefault();
    if (over === held) return;
    const { top, height } = over.getBoundingClientRect();
    if (event.clientY < top + height / 2) over.before(held);
    else over.after(held);
  });
  list.addEventListener("drop", (event) => event.preventDefault());
  list.addEventListener("dragend", () => {
    held = undefined;
    touched(list);
  });
}

function touched(list) {
  list.dataset.touched = "yes";
  list.dispatchEvent(new Event("change", { bubbles: true }));
}
