/* Reactions as sums that grow, and for coaches what people wish. Told in ticks alone. */

export const empty = {};

export const sums = { felt: {}, wishes: {} };

export const effects = {};

export const ticks = {
  mood: (state, told) => {
    const felt = told.filter(({ times }) => times !== undefined).map(({ mood, times }) => ({ [mood]: times }));
    const wishes = told.filter(({ until }) => until !== undefined).map((wish) => ({ [wish.mood]: wish }));
    return { ...state, felt: Object.assign({}, state.felt, ...felt), wishes: Object.assign({}, state.wishes, ...wishes) };
  },
};
