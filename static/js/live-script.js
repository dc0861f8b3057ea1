/* <live-script left over on-for>: the running order for its coach, with one button: next. */

import { DeedPart } from "live/deeds";
import { rows } from "live/rows";
import { secondsSince, told } from "live/clock";

class LiveScript extends DeedPart {
  #ticking;

  begin() {
    super.begin();
    this.#ticking = setInterval(() => this.#tick(), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  render({ script, stage }) {
    this.show("none", !script.length);
    this.show("script", script.length > 0);
    const at = script.findIndex(({ item }) => item === stage?.item);
    this.#showNow(script[at], stage, at, script.length);
    this.#button("next", stage && at < 0 ? undefined : script[at + 1]);
    this.#button("back", script[at - 1]);
    this.say("next-words", this.getAttribute(stage ? "next-words" : "begin-words"));
    this.show("end", Boolean(stage) && (at < 0 || at === script.length - 1));
    rows(this.at("items"), script, {
      key: ({ item }) => item,
      make: (item) => this.#row(item),
      fill: (row, item) => this.#fill(row, item, stage),
    });
    this.#tick();
  }

  #showNow(item, stage, at, count) {
    this.show("now", Boolean(stage));
    if (!stage) return;
    this.say("place", at < 0 ? "" : `${at + 1} / ${count}`);
    this.say("title", stage.title);
    this.say("text", item?.text ?? "");
    this.show("read", Boolean(item?.text));
  }

  /* A form that goes to this item; hidden when there is none. */
  #button(name, item) {
    const form = this.at(name);
    form.hidden = !item;
    form.querySelector("[name=item]").value = item?.item ?? "";
    this.say(`${name}-title`, item?.title ?? "");
  }

  #row(item) {
    const row = this.copy("item");
    row.querySelector("input[name=item]").value = item.item;
    return row;
  }

  #fill(row, item, stage) {
    this.say("item-title", item.title, row);
    this.say("item-go", item.title, row);
    this.say("item-minutes", item.minutes ?? "", row);
    this.show("item-lasts", Boolean(item.minutes), row);
    this.say("item-question", item.question, row);
    this.choose("opens", item.opens, row);
    const on = item.item === stage?.item;
    this.show("item-on", on, row);
    row.querySelector("form").hidden = on;
  }

  #tick() {
    const { stage } = this.room.state;
    if (!stage) return;
    const gone = secondsSince(stage.since);
    const left = 60 * stage.minutes - gone;
    const words = this.getAttribute(!stage.minutes ? "on-for" : left < 0 ? "over" : "left");
    this.say("clock", words.replace("{time}", told(stage.minutes ? Math.abs(left) : gone)).replace("{gone}", told(gone)));
    this.at("clock").classList.toggle("late", Boolean(stage.minutes) && left < 0);
  }
}

customElements.define("live-script", LiveScript);
