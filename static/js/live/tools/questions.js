/* Questions in the room's state: to everybody, and to the coach alone. */

import { put } from "live/put";

export const empty = { questions: [], shown_question: null, questions_aside: [], backed: [], private: [], my_private: [] };

export const sums = { backers: {} };

export const ticks = {
  questions: (state, told) => ({
    ...state,
    backers: Object.assign({}, state.backers, ...told.map(({ question, people }) => ({ [question]: people }))),
  }),
};

export const effects = {
  "question.asked": (state, { data }) => ({ ...state, questions: added(state.questions, data) }),
  "question.backed": (state, { data }) => {
    const others = state.backed.filter((number) => number !== data.question);
    return { ...state, backed: data.up ? [...others, data.question].sort((a, b) => a - b) : others };
  },
  "question.marked": (state, { data }) => ({
    ...state,
    questions: state.questions.map((one) => (one.question === data.question ? { ...one, answered: data.answered } : one)),
  }),
  "question.shown": (state, { data }) => ({ ...state, shown_question: data.question ? data : null }),
  "question.hidden": (state, { data }) => ({
    ...state,
    questions: without(state.questions, data.question),
    shown_question: state.shown_question?.question === data.question ? null : state.shown_question,
  }),
  "question.aside": (state, { data }) => ({ ...state, questions_aside: added(state.questions_aside, data) }),
  "question.returned": (state, { data }) => ({ ...state, questions_aside: without(state.questions_aside, data.question) }),
  "private.asked": (state, event) => ({ ...state, private: put(state.private, "note", note(event)) }),
  "private.sent": (state, event) => ({ ...state, my_private: put(state.my_private, "note", note(event)) }),
  "private.answered": (state, { data }) => ({ ...state, private: answered(state.private, data) }),
  "private.answer": (state, { data }) => ({ ...state, my_private: answered(state.my_private, data) }),
};

const added = (list, question) => put(list, "question", question).sort((one, other) => one.question - other.question);
const without = (list, number) => list.filter(({ question }) => question !== number);
const note = ({ at, data }) => ({ ...data, at, answer: "", answered_by: "" });

function answered(notes, { note: number, text, name }) {
  return notes.map((one) => (one.note === number ? { ...one, answer: text, answered_by: name } : one));
}

/* Open ones first, then the most wanted, then the oldest. */
export function inOrder({ questions, backers }) {
  const people = ({ question }) => backers[question] ?? 0;
  return [...questions].sort((one, other) => one.answered - other.answered || people(other) - people(one) || one.question - other.question);
}
