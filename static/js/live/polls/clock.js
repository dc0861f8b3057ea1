/* The time to answer, counted down by the server's clock. */

import { secondsUntil, told } from "live/clock";

/* Keeps a part's clock true, and its countdown when it has one; called at each render, and twice a second while it runs. */
export function showClock(part, run) {
  const runs = Boolean(run?.closes) && run.state === "open";
  part.show("clock", runs);
  clearTimeout(part.ticking);
  if (!runs) return;
  const left = secondsUntil(run.closes);
  const { words, over } = part.at("left").dataset;
  part.say("left", left > 0 ? words.replace("{time}", told(left)) : over);
  part.countdown?.(run.closes, left);
  if (left > 0) part.ticking = setTimeout(() => part.isConnected && showClock(part, run), 500);
}
