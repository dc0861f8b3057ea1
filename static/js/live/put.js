/* What is there already is put in its place again: a snapshot may hold what the events after it tell. */
export const put = (list, key, item) => [...list.filter((other) => other[key] !== item[key]), item];

/* The last one that fits; browsers of 2020 know neither findLast nor at. */
export const last = (list, fits = () => true) => [...list].reverse().find(fits);
