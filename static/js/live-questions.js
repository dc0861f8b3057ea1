/* <live-questions not-named no-backers one-backer backers>: what people ask, and who would like to hear the answer as a count. */

import { DeedPart } from "live/deeds";
import { rows } from "live/rows";
import { inOrder } from "live/tools/questions";

class LiveQuestions extends DeedPart {
  #order = [];

  render(state) {
    const { questions, shown_question: shown } = state;
    this.say("count", questions.filter((question) => !question.answered).length);
    this.show("none", !questions.length);
    this.show("screen", Boolean(shown));
    this.say("screen-text", shown?.text ?? "");
    rows(this.at("list"), this.#ordered(state), {
      key: ({ question }) => question,
      make: (question) => this.#row(question),
      fill: (row, question) => this.#fill(row, question, state),
    });
    if (this.at("aside")) this.#showAside(state);
  }

  /* The order stays while somebody is in the list: nothing moves from under a finger. */
  #ordered(state) {
    const list = this.at("list");
    const busy = list.matches(":hover, :focus-within");
    const wanted = inOrder(state);
    const place = (question) => {
      const index = this.#order.indexOf(question.question);
      return index < 0 ? Infinity : index;
    };
    const ordered = busy ? [...wanted].sort((one, other) => place(one) - place(other) || one.question - other.question) : wanted;
    this.#order = ordered.map(({ question }) => question);
    return ordered;
  }

  #row(question) {
    const row = this.copy("question");
    this.say("text", question.text, row);
    this.say("name", question.name || this.getAttribute("not-named"), row);
    for (const input of row.querySelectorAll("input[name=question]")) input.value = question.question;
    return row;
  }

  #fill(row, { question, text, answered }, { backers, backed, shown_question: shown }) {
    const people = backers[question] ?? 0;
    const mine = backed.includes(question);
    const on = shown?.question === question;
    this.say("text", text, row);
    this.say("people", this.#words(people), row);
    this.show("answered", answered, row);
    this.show("on", on, row);
    row.classList.toggle("done", answered);
    this.#toggle("back_question", "up", mine, row);
    this.#toggle("mark_question", "answered", answered, row);
    this.#toggle("show_question", "on", on, row);
  }

  /* A form that does and undoes: its button says which. */
  #toggle(deed, field, is, row) {
    const form = row.querySelector(`form[data-do="${deed}"]`);
    if (!form) return;
    form.elements[field].value = is ? "0" : "1";
    this.choose("when", is ? "on" : "off", form);
  }

  #words(people) {
    const words = this.getAttribute(people === 0 ? "no-backers" : people === 1 ? "one-backer" : "backers");
    return words.replace("{people}", people);
  }

  #showAside({ questions_aside: aside }) {
    this.show("aside", aside.length > 0);
    rows(this.at("aside-list"), aside, {
      key: ({ question }) => question,
      make: (question) => {
        const row = this.copy("aside");
        this.say("text", question.text, row);
        this.say("name", question.name || this.getAttribute("not-named"), row);
        row.querySelector("input[name=question]").value = question.question;
        return row;
      },
      fill: () => {},
    });
  }
}

customElements.define("live-questions", LiveQuestions);
