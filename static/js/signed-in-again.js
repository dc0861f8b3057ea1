/* signedInAgain() → whether this page, refused as too old, may now send as the person it was made for.
 *
 * Signing in again in another tab ends the token that the page holds: it then gets the one that holds
 * now. Of somebody else it never sends anything.
 */

export async function signedInAgain() {
  const answer = await fetch(location.pathname, { redirect: "manual" }).catch(() => undefined);
  if (!answer?.ok) return false;
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = now.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!token || now.body.dataset.person !== document.body.dataset.person) return false;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  return true;
}
