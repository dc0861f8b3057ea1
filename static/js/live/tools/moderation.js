/* The rule of the room, what waits for a coach, and who may not write or be there. */

import { put } from "live/put";

export const empty = { holds: false, held: [], restrained: [], waiting: [], restraint: null };

export const effects = {
  "moderation.rule": (state, { data }) => ({ ...state, holds: data.holds }),
  "moderation.told": (state, { data }) => ({ ...state, restraint: data.what }),
  "moderation.restrained": (state, { data }) => {
    const others = state.restrained.filter(({ who }) => who !== data.who);
    return { ...state, restrained: data.what ? [...others, data] : others };
  },
  "chat.held": (state, { seq, at, data }) => ({ ...state, held: put(state.held, "held", { ...data, held: seq, at }) }),
  "chat.waiting": (state, { at, data }) => ({ ...state, waiting: put(state.waiting, "held", { ...data, at, reason: "" }) }),
  "chat.settled": (state, { data }) => ({ ...state, held: without(state.held, data.held) }),
  "chat.answered": (state, { data }) => ({
    ...state,
    waiting: data.reason
      ? state.waiting.map((one) => (one.held === data.held ? { ...one, reason: data.reason } : one))
      : without(state.waiting, data.held),
  }),
  "chat.hidden": (state, { data }) => message(state, data.message, { text: "", hidden: data.reason }),
  "chat.returned": (state, { data }) => message(state, data.message, { text: data.text, hidden: "" }),
};

const without = (list, number) => list.filter(({ held }) => held !== number);

function message(state, number, values) {
  return { ...state, messages: state.messages.map((one) => (one.seq === number ? { ...one, ...values } : one)) };
}
