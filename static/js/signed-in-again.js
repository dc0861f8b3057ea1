/* signedInAgain() → whether this page, which may have grown too old, may now send as the person it was made for.
 *
 * Signing in again in another tab ends the token that the page holds: it then gets the one that holds
 * now. Of somebody else it never sends anything.
 */

export async function signedInAgain() {
  const now = (await page(location.pathname)) ?? (await page("/")); // some addresses are only sent to
  const token = now?.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!token || now.body.dataset.person !== document.body.dataset.person) return false;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  return true;
}

async function page(address) {
  const answer = await fetch(address, { redirect: "manual" }).catch(() => undefined);
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : undefined;
}
