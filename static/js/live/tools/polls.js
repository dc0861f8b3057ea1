/* Polls in the room's state. */

import { put, last } from "live/put";

export const empty = { polls: [], mine: {}, library: [] };

/* What ticks tell, and no event. */
export const sums = { tallies: {} };

export const effects = {
  "poll.prepared": (state, { data }) => ({ ...state, library: put(state.library, "poll", data) }),
  "poll.removed": (state, { data }) => ({ ...state, library: state.library.filter((poll) => poll.poll !== data.poll) }),
  "poll.opened": (state, { at, data }) => ({
    ...state,
    polls: put(state.polls, "run", { ...data, state: "open", revealed: false, opened: at, closed: null }),
  }),
  "poll.answered": (state, { data }) => ({ ...state, mine: { ...state.mine, [data.run]: data.answer } }),
  "poll.timed": (state, { data }) => change(state, data.run, { closes: data.closes }),
  "poll.closed": (state, { at, data }) => change(state, data.run, { state: "closed", closed: at }),
  "poll.revealed": (state, { data }) => change(state, data.run, { revealed: true }),
};

export const ticks = {
  polls: (state, tallies) => ({
    ...state,
    tallies: Object.assign({}, state.tallies, ...tallies.map((tally) => ({ [tally.run]: tally }))),
  }),
};

function change(state, number, values) {
  return { ...state, polls: state.polls.map((run) => (run.run === number ? { ...run, ...values } : run)) };
}

/* The run that is on, or else the latest; undefined before the first. */
export function current(state) {
  return last(state.polls, (run) => run.state === "open") ?? last(state.polls);
}

/* The runs before the current one that have something to show, latest first. */
export function earlierRuns(state) {
  const now = current(state);
  return state.polls.filter((run) => run !== now && run.state === "closed").reverse();
}

export function tallyOf(state, run) {
  return state.tallies[run.run] ?? { answered: 0, result: null, too_few: false };
}

/* Who sees the results now: "all", "answerers" (those who have answered) or "coaches". */
export function shownTo(run) {
  if (run.revealed || run.reveal === "live") return "all";
  if (run.state === "closed" && run.reveal !== "coach_only") return "all";
  return run.reveal === "after_own" && run.state === "open" ? "answerers" : "coaches";
}
