/* <live-walls>: the room's walls besides the one that is on. */

import { Part } from "live/part";
import { wallOf } from "live/tools/wall";

class LiveWalls extends Part {
  #walls;

  render(state) {
    if (state.walls === this.#walls) return;
    this.#walls = state.walls;
    const now = wallOf(state);
    const others = state.walls.filter((wall) => wall !== now).reverse();
    this.show("others", others.length > 0);
    this.say("others-count", others.length);
    this.at("others-list").replaceChildren(...others.map((wall) => this.#row(wall)));
  }

  #row({ wall, title }) {
    const row = document.createElement("li");
    const link = row.appendChild(document.createElement("a"));
    link.href = this.getAttribute("wall-page").replace("/0/", `/${wall}/`);
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = title;
    return row;
  }
}

customElements.define("live-walls", LiveWalls);
