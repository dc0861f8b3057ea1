/* <live-rule>: what one should know before writing: that messages wait, or that one may not write just now. */

import { Part } from "live/part";

class LiveRule extends Part {
  render({ holds, restraint, view }) {
    this.show("holds", holds && view === "member");
    this.show("silenced", restraint === "silenced");
    this.show("removed", restraint === "removed");
  }
}

customElements.define("live-rule", LiveRule);
