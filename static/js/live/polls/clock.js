/* The time to answer, counted down by the server's clock. */

import { secondsUntil, told } from "live/clock";

/* Keeps a part's clock true; called at each render, and twice a second while it runs. */
export function showClock(part, run) {
  const runs = Boolean(run?.closes) && run.state === "open";
  part.show("clock", runs);
  clearTimeout(part.ticking);
  if (!runs) return;
  const left = secondsUntil(run.closes);
  part.say("left", part.at("left").dataset.words.replace("{time}", told(left)));
  if (left > 0) part.ticking = setTimeout(() => part.isConnected && showClock(part, run), 500);
}
