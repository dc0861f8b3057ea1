/* What the room is, from the frames the server sends (docs/protocol.md). Pure: nothing here touches the page. */

export const EMPTY = Object.freeze({
  seq: 0,
  view: "",
  me: null,
  messages: [],
  earlier: false,
  polls: [],
  mine: {},
  library: [],
  here: { count: 0, people: [] },
  tallies: {},
});

/* → {state, missed}: the next state, and whether frames were missed so that a resume must be asked for. */
export function receive(state, frame) {
  if (frame.hello) return given({ ...state, me: frame.hello.me ?? null, view: frame.hello.view });
  if (frame.snapshot) return given(fromSnapshot(state, frame));
  if (frame.events) return frame.after > state.seq ? { state, missed: true } : given(fromEvents(state, frame));
  if (frame.tick) return given(fromTick(state, frame.tick));
  if (frame.beat) return given({ ...state, seq: Math.max(state.seq, frame.beat) });
  return given(state);
}

const given = (state) => ({ state, missed: false });

function fromSnapshot(state, { snapshot, seq }) {
  const { messages, earlier, polls, mine, library } = { ...EMPTY, ...snapshot };
  return { ...state, seq, messages, earlier, polls, mine, library };
}

function fromEvents(state, { events, seq }) {
  const next = events.filter((event) => event.seq > state.seq).reduce(apply, state);
  return { ...next, seq: Math.max(state.seq, seq) };
}

/* What is there already is put in its place again: a snapshot may hold what the events after it tell. */
const put = (list, key, item) => [...list.filter((other) => other[key] !== item[key]), item];

const effects = {
  "chat.said": (state, { seq, at, data }) => ({ ...state, messages: put(state.messages, "seq", { seq, at, ...data }) }),
  "poll.prepared": (state, { data }) => ({ ...state, library: put(state.library, "poll", data) }),
  "poll.opened": (state, { at, data }) => ({
    ...state,
    polls: put(state.polls, "run", { ...data, state: "open", revealed: false, opened: at, closed: null }),
  }),
  "poll.answered": (state, { data }) => ({ ...state, mine: { ...state.mine, [data.run]: data.choice } }),
  "poll.closed": (state, { at, data }) => change(state, data.run, { state: "closed", closed: at }),
  "poll.revealed": (state, { data }) => change(state, data.run, { revealed: true }),
};

function apply(state, event) {
  return effects[event.kind]?.(state, event) ?? state;
}

function change(state, number, values) {
  return { ...state, polls: state.polls.map((run) => (run.run === number ? { ...run, ...values } : run)) };
}

function fromTick(state, { here, polls }) {
  return {
    ...state,
    here: here ? fromPresence(state.here, here) : state.here,
    tallies: polls ? Object.assign({}, state.tallies, ...polls.map((tally) => ({ [tally.run]: tally }))) : state.tallies,
  };
}

function fromPresence(before, { count, people, joined, left }) {
  if (people !== undefined) return { count, people };
  if (!before.people || !(joined || left)) return { count, people: joined || left ? null : before.people };
  const gone = new Set([...(left ?? []), ...(joined ?? []).map((person) => person.who)]);
  return { count, people: [...before.people.filter((person) => !gone.has(person.who)), ...(joined ?? [])] };
}

/* The run that is on, or else the latest; undefined before the first. */
export function current(state) {
  return state.polls.findLast((run) => run.state === "open") ?? state.polls.at(-1);
}

/* The runs before the current one that have something to show, latest first. */
export function earlierRuns(state) {
  const now = current(state);
  return state.polls.filter((run) => run !== now && run.state === "closed").reverse();
}

export function tallyOf(state, run) {
  return state.tallies[run.run] ?? { answered: 0, counts: null, too_few: false };
}

/* Who sees the results now: "all", "answerers" (those who have answered) or "coaches". */
export function shownTo(run) {
  if (run.revealed || run.reveal === "live") return "all";
  if (run.state === "closed" && run.reveal !== "coach_only") return "all";
  return run.reveal === "after_own" && run.state === "open" ? "answerers" : "coaches";
}
