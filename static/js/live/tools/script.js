/* What is on now, and for coaches the whole running order. */

export const empty = { stage: null, script: [] };

export const effects = {
  "script.moved": (state, { at, data }) => ({ ...state, stage: data.item ? { ...data, since: at } : null }),
  "script.written": (state, { data }) => ({ ...state, script: data.items }),
};
