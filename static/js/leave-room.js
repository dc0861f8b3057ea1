/* <leave-room> around the form and a dialog: asks only when something has not been sent. */

import { Part } from "live/part";

class LeaveRoom extends Part {
  begin() {
    const form = this.querySelector("form");
    const dialog = this.querySelector("dialog");
    form.addEventListener("submit", (event) => {
      if (!this.room.unsent().length) return;
      event.preventDefault();
      dialog.showModal();
    });
    dialog.addEventListener("close", () => {
      if (dialog.returnValue === "leave") form.submit();
    });
  }
}

customElements.define("leave-room", LeaveRoom);
