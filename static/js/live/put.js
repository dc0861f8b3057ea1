/* What is there already is put in its place again: a snapshot may hold what the events after it tell. */
export const put = (list, key, item) => [...list.filter((other) => other[key] !== item[key]), item];
