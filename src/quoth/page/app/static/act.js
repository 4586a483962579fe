// What a change does to the page: it is sent, kept, said.

/** Says one sentence to eyes and to screen readers. */
export function say(text) {
  const place = document.getElementById("said");
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = text; });
  clearTimeout(say.later);
  say.later = setTimeout(() => { place.textContent = ""; }, 8000);
}

/** Sends a change. What was done is said after the page has been loaded again, where the reader was. */
export async function change(fields) {
  const body = new URLSearchParams();
  for (const [name, value] of fields) body.append(name, value);
  const answer = await fetch("/judgements", { method: "POST", body, headers: { accept: "application/json" } });
  const told = await answer.json().catch(() => ({ why: "The server did not answer." }));
  if (!answer.ok) { say(told.why || "That was not done."); return false; }
  const meanwhile = told.meanwhile.length ? ` Since you opened this page: ${told.meanwhile.join("; ")}.` : "";
  const items = [...document.querySelectorAll(".item")];
  const at = items.findIndex((item) => item === document.activeElement || item.contains(document.activeElement));
  sessionStorage.setItem("after", JSON.stringify({ path: location.pathname, said: `${told.said}.${meanwhile}`, at, y: scrollY }));
  return true;
}
