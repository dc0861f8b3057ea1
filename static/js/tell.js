/* tell(text): one line at the head of the page, for what went wrong. */

export function tell(text) {
  const messages = document.getElementById("messages");
  const callout = document.createElement("div");
  callout.className = "callout callout-danger";
  callout.textContent = text;
  messages.replaceChildren(callout);
  callout.scrollIntoView({ block: "nearest" });
}
