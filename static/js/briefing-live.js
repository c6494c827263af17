// Refreshes the standing of a briefing every 15 seconds while the page is visible. The link does the same by hand.
const SECONDS = 15;

async function refresh() {
  if (document.hidden || document.activeElement?.closest("form")) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".count");
  if (fresh) document.querySelector(".count")?.replaceWith(fresh);
}

if (document.querySelector("[data-live]")) setInterval(refresh, SECONDS * 1000);
