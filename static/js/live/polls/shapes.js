/* Results drawn: the same shapes as templates/realtime/polls/shapes. Words first, the picture repeats them. */

import { el, fill, number, percent } from "live/polls/dom";

export const draw = (view, words, hide) => SHAPES[view.shape](view, words, hide);

const SHAPES = {
  bars: ({ rows, number: told }, words) => [
    told && told.mean !== null && figures(told, words),
    bars(rows, (row) => [`${row.people} · ${row.percent === null ? words.abstained : percent(row.percent)}`, row.mine && words.own]),
  ],
  points: ({ rows }, words) => [
    bars(rows, (row) => [`${fill(words.points, { n: row.points })} · ${percent(row.percent)}`, row.mine && `${words.own}: ${row.mine}`]),
  ],
  ranks: ({ rows, places }, words) => [
    bars(
      rows.map((row, index) => ({ ...row, text: `${index + 1}. ${row.text}` })),
      (row) => [fill(words.place, { n: number(row.mean) }), row.mine && `${words.own}: ${row.mine}.`],
    ),
    table(rows, places, words),
  ],
  stack: ({ rows, low, high, steps, single }, words) => [
    el("ol", { class: "stacks", role: "list" }, ...rows.map((row) => stack(row, words, single))),
    (low || high) && el("p", { class: "scale-ends" }, el("span", {}, `1 = ${low}`), el("span", {}, `${steps} = ${high}`)),
  ],
  list: ({ rows }, words, hide) => [
    el("ul", { class: "texts", role: "list" }, ...some(rows, words, (row) => text(row, row.people > 1 && `× ${row.people}`, words, hide))),
  ],
  cloud: ({ rows, cloud }, words, hide) => [
    el("p", { class: "cloud", "aria-hidden": "true" }, ...cloud.filter((row) => !row.hidden).flatMap((row) => [el("span", { class: `size-${row.size}` }, row.text), " "])),
    el("ol", { class: "words", role: "list" }, ...some(rows, words, (row) => text(row, String(row.people), words, hide))),
  ],
  parts: ({ rows }, words, hide) => [
    el("ol", { class: "form-results", role: "list" }, ...rows.map((row, index) => part(row, index, words, hide))),
  ],
};

function bars(rows, told) {
  const list = rows.map((row) => {
    const [value, own] = told(row);
    const meter = row.percent === null ? null : el("meter", { "aria-hidden": "true", min: 0, max: 100, value: row.percent });
    return el("li", { class: "bar-row" }, el("span", { class: "bar-text" }, row.text), el("span", { class: "value" }, value), own && el("span", { class: "own" }, own), meter);
  });
  return el("ol", { class: "bars", role: "list" }, ...list);
}

function figures({ mean, median, unit }, words) {
  const average = `${fill(words.average, { n: number(mean) })} ${unit}`;
  return el("p", { class: "figures" }, el("strong", {}, average), ` · ${fill(words.median, { n: number(median) })} ${unit}`);
}

function table(rows, places, words) {
  const heads = Array.from({ length: places }, (_, place) => el("th", { scope: "col" }, fill(words.placeN, { n: place + 1 })));
  const lines = rows.map((row) => el("tr", {}, el("th", { scope: "row" }, row.text), ...row.places.map((people) => el("td", { class: "num" }, String(people)))));
  const whole = el("table", {}, el("thead", {}, el("tr", {}, el("td"), ...heads)), el("tbody", {}, ...lines));
  return el("details", { class: "as-table" }, el("summary", {}, words.table), el("div", { class: "table-wrap", role: "region", "aria-label": words.table, tabindex: 0 }, whole));
}

function stack(row, words, single) {
  const mean = row.counts ? fill(words.average, { n: number(row.mean) }) : words.few;
  const value = `${mean} · ${fill(words.answeredN, { n: row.answered })}`;
  const head = el("p", { class: "stack-text" }, !single && el("span", { class: "bar-text" }, row.text), " ", el("span", { class: "value" }, value));
  const own = row.mine && el("p", { class: "own" }, `${words.own}: ${row.mine}`);
  return el("li", { class: "stack-row" }, head, row.counts && diverging(row.segments), row.counts && stepTable(row, words), own);
}

function diverging(segments) {
  const parts = segments.map(({ tone, start, percent: width }) => el("rect", { class: `tone-${tone}`, x: start, y: 0, width, height: 10 }));
  const middle = el("line", { x1: 0, x2: 0, y1: 0, y2: 10 });
  return el("svg", { class: "diverging", viewBox: "-100 0 200 10", preserveAspectRatio: "none", "aria-hidden": "true" }, ...parts, middle);
}

function stepTable({ segments, counts }, words) {
  const heads = segments.map(({ step, tone }) => el("th", { scope: "col", class: `tone-edge-${tone}` }, String(step)));
  const cells = counts.map((people) => el("td", {}, String(people)));
  const line = (name, parts) => el("tr", {}, el("th", { scope: "row" }, name), ...parts);
  return el("table", { class: "step-table" }, el("thead", {}, line(words.step, heads)), el("tbody", {}, line(words.people, cells)));
}

function text(row, count, words, hide) {
  const own = row.mine && el("span", { class: "own" }, words.own);
  return el("li", { class: row.hidden ? "is-hidden" : null }, el("span", { class: "text" }, row.text), " ", count && el("span", { class: "value" }, count), " ", own, hide?.(row));
}

function part(row, index, words, hide) {
  const answered = `${row.too_few ? `${words.few} · ` : ""}${fill(words.answeredN, { n: row.answered })}`;
  const drawn = row.results ? draw(row.results, words, hide).filter(Boolean) : [];
  return el("li", {}, el("p", { class: "part-title" }, `${index + 1}. ${row.text}`), el("p", { class: "muted small" }, answered), ...drawn);
}

const some = (rows, words, make) => (rows.length ? rows.map(make) : [el("li", { class: "muted" }, words.nothing)]);
