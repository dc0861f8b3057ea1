/* The talk in the room's state. */

import { put } from "live/put";

export const empty = { messages: [], earlier: false };

export const effects = {
  "chat.said": (state, { seq, at, data }) => ({ ...state, messages: put(state.messages, "seq", { seq, at, ...data, hidden: "" }) }),
};
