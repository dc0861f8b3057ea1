/* Small groups: all of them in the session's own room, one's own in a group's. */

import { put } from "live/put";

export const empty = { groups: null, report: null, reported: [], words: [], group_notes: [], called: null, beside: [], prepared_groups: [], sent: null };

export const sums = { standings: {} };

export const ticks = {
  small_groups: (state, told) => ({ ...state, standings: { ...state.standings, ...Object.fromEntries(told.map((one) => [one.group, one])) } }),
};

export const effects = {
  "groups.prepared": (state, { data }) => ({
    ...state,
    prepared_groups: put(state.prepared_groups, "groups", data).sort((one, other) => one.groups - other.groups),
  }),
  "groups.discarded": (state, { data }) => ({ ...state, prepared_groups: without(state.prepared_groups, data) }),
  "groups.offered": begun,
  "groups.opened": begun,
  "groups.placed": (state, event) => onSet(state, event, (groups) => ({ ...groups, list: groups.list.map((group) => placed(group, event.data)) })),
  "groups.named": (state, event) => {
    const renamed = (group) => (group?.group === event.data.group ? { ...group, name: event.data.name } : group);
    const all = { ...state, beside: state.beside.map(renamed), report: renamed(state.report) };
    return onSet(all, event, (groups) => ({ ...groups, list: groups.list.map(renamed) }));
  },
  "groups.sent": (state, { data }) => ({ ...state, sent: data }),
  "groups.timed": (state, event) => onSet(state, event, (groups) => ({ ...groups, ends: event.data.ends })),
  "groups.closed": (state, event) => onSet({ ...state, called: null }, event, (groups) => ({ ...groups, phase: "closed" })),
  "groups.chair": (state, event) => onSet(state, event, (groups) => ({
    ...groups,
    list: groups.list.map((group) => (group.group === event.data.group ? { ...group, chair: event.data.chair } : group)),
  })),
  "groups.called": (state, { data }) => ({ ...state, called: data.called }),
  "groups.word": (state, { at, data }) => {
    if (state.groups?.groups !== data.groups) return state;
    return { ...state, words: put(state.words, "word", { word: data.word, at, text: data.text }) };
  },
  "groups.noted": (state, { seq, data: { task, version, text, who, name, sent } }) => {
    const notes = put(state.group_notes, "task", { task, version, text, who, name, sent, seq });
    return { ...state, group_notes: notes.sort((one, other) => one.task - other.task) };
  },
  "groups.reported": (state, { data }) => {
    if (state.groups?.groups !== data.groups) return state;
    const before = state.report?.group;
    const done = before && before !== data.report?.group ? [...new Set([...state.reported, before])] : state.reported;
    return { ...state, report: data.report, reported: done.sort((one, other) => one - other) };
  },
};

/* The group that the person is in, or undefined. */
export function ownGroup({ groups, me }) {
  return groups?.list.find((group) => group.people.some((person) => person.who === me?.who));
}

function begun(state, { data }) {
  return { ...state, groups: data, prepared_groups: without(state.prepared_groups, data), words: [], report: null, reported: [] };
}

function onSet(state, { data }, change) {
  return state.groups?.groups === data.groups ? { ...state, groups: change(state.groups) } : state;
}

function placed(group, { group: to, who, name }) {
  if (group.group === to) return { ...group, people: put(group.people, "who", { who, name }) };
  return { ...group, people: group.people.filter((person) => person.who !== who) };
}

const without = (sets, { groups }) => sets.filter((one) => one.groups !== groups);
