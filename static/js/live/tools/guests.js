/* The door for guests, and for coaches who has come through it. */

import { put } from "live/put";

export const empty = { door: null, guests: [] };

export const effects = {
  "door.changed": (state, { data }) => ({ ...state, door: data }),
  "guest.came": (state, { data }) => ({ ...state, guests: put(state.guests, "guest", data) }),
  "guests.let_in": (state, { data }) => ({
    ...state,
    guests: state.guests.map((one) => (data.guests.includes(one.guest) ? { ...one, waiting: false } : one)),
  }),
  "guest.removed": (state, { data }) => ({ ...state, guests: state.guests.filter((one) => one.guest !== data.guest) }),
};
