/* Who speaks next, in the room's state: those first who have not spoken yet. */

import { put } from "live/put";

export const empty = { queue: [], floor: null };

export const effects = {
  "queue.raised": (state, { data }) => ({ ...state, queue: put(state.queue, "turn", data).sort(inOrder) }),
  "queue.floor": (state, { at, data }) => {
    const hand = state.queue.find(({ turn }) => turn === data.turn);
    return hand ? { ...without(state, data.turn), floor: { ...hand, since: at } } : state;
  },
  "queue.left": (state, { data }) => without(state, data.turn),
};

function inOrder(one, other) {
  return one.spoken - other.spoken || one.turn - other.turn;
}

function without({ queue, floor, ...rest }, turn) {
  return { ...rest, queue: queue.filter((hand) => hand.turn !== turn), floor: floor?.turn === turn ? null : floor };
}
