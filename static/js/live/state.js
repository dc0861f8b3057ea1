/* What the room is, from the frames the server sends (docs/protocol.md). Pure: nothing here touches the page. */

import * as chat from "live/tools/chat";
import * as moderation from "live/tools/moderation";
import * as mood from "live/tools/mood";
import * as guests from "live/tools/guests";
import * as polls from "live/tools/polls";
import * as questions from "live/tools/questions";
import * as queue from "live/tools/queue";
import * as script from "live/tools/script";
import * as screen from "live/tools/screen";
import * as smallGroups from "live/tools/small_groups";
import * as wall from "live/tools/wall";

const TOOLS = [chat, polls, queue, questions, script, mood, guests, wall, moderation, smallGroups, screen];

const effects = Object.assign({}, ...TOOLS.map((tool) => tool.effects));
const ticks = Object.assign({ here: fromPresence }, ...TOOLS.map((tool) => tool.ticks ?? {}));
const NOTHING = Object.assign({}, ...TOOLS.map((tool) => tool.empty));
const SUMS = Object.assign({}, ...TOOLS.map((tool) => tool.sums ?? {}));

export const EMPTY = Object.freeze({ ...NOTHING, ...SUMS, seq: 0, view: "", me: null, here: { count: 0, people: [] } });

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

/* What ticks tell stays as it is: a tick with everything follows. */
function fromSnapshot(state, { snapshot, seq }) {
  const known = Object.entries(snapshot).filter(([key]) => key in NOTHING);
  return { ...state, ...NOTHING, ...Object.fromEntries(known), seq };
}

function fromEvents(state, { events, seq }) {
  const next = events.filter((event) => event.seq > state.seq).reduce(apply, state);
  return { ...next, seq: Math.max(state.seq, seq) };
}

function apply(state, event) {
  return effects[event.kind]?.(state, event) ?? state;
}

function fromTick(state, tick) {
  return Object.entries(tick).reduce((next, [key, values]) => ticks[key]?.(next, values) ?? next, state);
}

function fromPresence(state, { count, people, joined, left }) {
  const before = state.here.people;
  if (people !== undefined) return { ...state, here: { count, people } };
  if (!before || !(joined || left)) return { ...state, here: { count, people: joined || left ? null : before } };
  const gone = new Set([...(left ?? []), ...(joined ?? []).map((person) => person.who)]);
  return { ...state, here: { count, people: [...before.filter((person) => !gone.has(person.who)), ...(joined ?? [])] } };
}
