/* Small makers of elements for ballots and results. */

/* el("li", {class: "x", hidden: true}, child, "text", …) */
export function el(tag, attributes = {}, ...children) {
  const made = tag === "svg" || tag === "rect" || tag === "line" ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/* The words of an element's attribute with {name}s filled in. */
export function fill(words, values) {
  return (words ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export const unseen = (...children) => el("span", { class: "visually-hidden" }, ...children);

const tidy = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
const share = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });

export const number = (value) => tidy.format(value);
export const percent = (value) => share.format(value / 100);
export const part = (people, answered) => (answered ? (100 * people) / answered : 0);
