/* The service worker of the visit form: with no connection it opens an empty form that was kept on the device.
 *
 * It knows that one page alone. What it keeps has no people in it but the
 * reader, and goes when the page is next opened by nobody (see app.js).
 */

const KEPT = "visit-form";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/* {page, files}: keep these, in place of what was kept; answers "kept" or "failed". */
self.addEventListener("message", (event) => {
  const told = keep(event.data).then(
    () => "kept",
    () => "failed",
  );
  event.waitUntil(told.then((words) => event.ports[0].postMessage(words)));
});

async function keep({ page, files }) {
  const answer = await fetch(page, { redirect: "error" });
  if (!answer.ok) throw new Error(answer.status);
  await caches.delete(KEPT);
  const kept = await caches.open(KEPT);
  await kept.addAll(files);
  await kept.put("/page", answer);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const kept = request.mode === "navigate" ? "/page" : request;
  event.respondWith(
    fetch(request).catch(async () => (await caches.match(kept, { ignoreVary: true })) ?? Response.error()),
  );
});
