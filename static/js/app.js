/* What every page needs: custom elements loaded when met, menus that close, forms sent once, errors that are told. */

import { tell } from "tell";

const { imports } = JSON.parse(document.querySelector('script[type="importmap"]').textContent);

function loadElements(root) {
  for (const element of root.querySelectorAll(":not(:defined)")) {
    if (element.localName in imports) import(imports[element.localName]);
  }
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}

/* A second tap of a button while the answer is on its way sends nothing. After a download the page stays: other buttons
 * work at once, the same one after a while.
 */
const ANSWERED = 15000;
let going = new WeakSet();

function sendOnce(event) {
  if (event.defaultPrevented || event.target.method !== "post") return;
  const tapped = event.submitter ?? event.target;
  if (going.has(tapped)) return event.preventDefault();
  going.add(tapped);
  setTimeout((sent) => sent.delete(tapped), ANSWERED, going);
}

/* A refusal says why in its detail; anything else gets the page's own words. */
function refusal(xhr) {
  try {
    return JSON.parse(xhr.responseText).detail;
  } catch {
    return undefined;
  }
}

/* Logged out: what was kept of the house for opening without a connection goes. */
if (!document.body.dataset.person && "serviceWorker" in navigator) {
  caches.delete("visit-form");
  navigator.serviceWorker.getRegistrations().then((workers) => workers.forEach((worker) => worker.unregister()));
}

loadElements(document);
document.addEventListener("htmx:load", (event) => loadElements(event.target.parentNode ?? document));

/* On a phone the tabs go on beyond the edge: the one that is read stands in sight. */
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

window.addEventListener("submit", sendOnce);
window.addEventListener("pageshow", () => (going = new WeakSet()));

document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelector("details.menu[open]:focus-within > summary")?.focus();
  closeMenus(null);
});

/* So that a refusal comes as JSON, not as a whole page to be swapped in. */
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers.Accept = "text/html, application/json";
});

document.addEventListener("htmx:responseError", (event) => {
  tell(refusal(event.detail.xhr) ?? document.getElementById("messages").dataset.failed);
});
document.addEventListener("htmx:sendError", () => {
  tell(document.getElementById("messages").dataset.offline);
});
