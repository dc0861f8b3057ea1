/* Which link for big screens holds, for coaches. */

export const empty = { screen: null };

export const effects = {
  "screen.changed": (state, { data }) => ({ ...state, screen: data }),
};
