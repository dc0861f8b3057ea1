/* Walls in the room's state. */

import { last } from "live/put";

export const empty = { walls: [], my_notes: [], my_marks: {} };

/* What ticks tell, and no event. */
export const sums = { given: {} };

const inOrder = (list, key, item) => {
  const place = list.findIndex((other) => other[key] >= item[key]);
  if (place === -1) return [...list, item];
  const same = list[place][key] === item[key] ? 1 : 0;
  return [...list.slice(0, place), item, ...list.slice(place + same)];
};

const change = (state, number, changed) => ({
  ...state,
  walls: state.walls.map((wall) => (wall.wall === number ? { ...wall, ...changed(wall) } : wall)),
});

/* The notes of a wall and one's own, each through the same change. */
const changeNotes = (state, { wall }, changed) => ({
  ...change(state, wall, ({ notes }) => ({ notes: notes.map(changed) })),
  my_notes: state.my_notes.map(changed),
});

const without = (marks, note) => Object.fromEntries(Object.entries(marks).filter(([key]) => key !== String(note)));

const noted = (state, { data }) => change(state, data.wall, ({ notes }) => ({ notes: inOrder(notes, "note", data) }));

export const effects = {
  "wall.opened": (state, { at, data }) => ({
    ...state,
    walls: inOrder(state.walls, "wall", { ...data, opened: at, closed: null, placed: { notes: {}, headings: {} }, headings: [], notes: [] }),
  }),
  "wall.drafted": noted,
  "wall.noted": noted,
  "wall.edited": noted,
  "wall.wrote": (state, { data }) => ({ ...state, my_notes: inOrder(state.my_notes, "note", data) }),
  "wall.gone": (state, { data }) => ({
    ...change(state, data.wall, ({ notes }) => ({ notes: notes.filter(({ note }) => note !== data.note) })),
    my_notes: state.my_notes.filter(({ note }) => note !== data.note),
    my_marks: without(state.my_marks, data.note),
  }),
  "wall.marked": (state, { data: { note, wall, liked, given } }) => ({
    ...state,
    my_marks: liked || given ? { ...state.my_marks, [note]: { wall, liked, given } } : without(state.my_marks, note),
  }),
  "wall.returned": (state, { data }) =>
    changeNotes(state, data, (note) => (note.note === data.note ? { ...note, hidden: false } : note)),
  "wall.headed": (state, { data: { wall, heading, text } }) =>
    change(state, wall, ({ headings }) => ({ headings: inOrder(headings, "heading", { heading, text }) })),
  "wall.unheaded": (state, { data }) => {
    const next = changeNotes(state, data, (note) => (note.heading === data.heading ? { ...note, heading: null } : note));
    return change(next, data.wall, ({ headings }) => ({ headings: headings.filter(({ heading }) => heading !== data.heading) }));
  },
  "wall.grouped": (state, { data }) =>
    changeNotes(state, data, (note) => (note.note === data.note ? { ...note, heading: data.heading } : note)),
  "wall.placed": (state, { data: { wall, notes, headings } }) =>
    change(state, wall, ({ placed }) => ({ placed: { notes: { ...placed.notes, ...notes }, headings: { ...placed.headings, ...headings } } })),
  "wall.revealed": (state, { data }) =>
    change(state, data.wall, ({ phase }) => ({ phase: phase === "closed" ? phase : "revealed" })),
  "wall.closed": (state, { at, data }) => ({
    ...change(state, data.wall, () => ({ phase: "closed", closed: at })),
    my_notes: state.my_notes.filter(({ wall }) => wall !== data.wall),
    my_marks: Object.fromEntries(Object.entries(state.my_marks).filter(([, mark]) => mark.wall !== data.wall)),
  }),
};

export const ticks = {
  wall: (state, given) => ({
    ...state,
    given: Object.assign({}, state.given, ...given.map((sum) => ({ [sum.note]: sum }))),
  }),
};

/* The wall of that number, or else the one that is on, or else the latest. */
export function wallOf(state, number) {
  if (number) return state.walls.find((wall) => wall.wall === number);
  return last(state.walls, (wall) => wall.phase !== "closed") ?? last(state.walls);
}

/* What this viewer may see of a wall, own notes among them, in order. */
export function notesOf(state, wall) {
  const seen = new Set(wall.notes.map(({ note }) => note));
  const alone = state.my_notes.filter((note) => note.wall === wall.wall && !seen.has(note.note));
  return inPlace(alone.length ? [...wall.notes, ...alone] : wall.notes, "note", wall.placed.notes);
}

/* A wall's headings where a coach has put them. */
export function headingsOf({ headings, placed }) {
  return inPlace(headings, "heading", placed.headings);
}

/* What nobody has moved stands at its own number. */
function inPlace(things, key, placed) {
  const place = (thing) => placed[thing[key]] ?? thing[key];
  return [...things].sort((one, other) => place(one) - place(other) || one[key] - other[key]);
}

export function dotsLeft(state, wall) {
  const own = Object.values(state.my_marks).filter((mark) => mark.wall === wall.wall);
  return own.reduce((left, mark) => left - mark.given, wall.dots);
}

/* Whether the big screen shows the wall: it is on, or newer than the poll, and no poll is open. */
export function isOnScreen(wall, run) {
  if (!wall || run?.state === "open") return false;
  return !run || wall.phase !== "closed" || wall.opened > run.opened;
}
