/* <open-sign>: tells everybody that the room has been opened for guests. */

import { Part } from "live/part";

class OpenSign extends Part {
  render({ door }) {
    this.hidden = !door;
  }
}

customElements.define("open-sign", OpenSign);
