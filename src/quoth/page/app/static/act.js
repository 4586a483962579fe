// What a change does to the page: it is sent, kept, said.

/** Says one sentence to eyes and to screen readers; with a button where what was done can be taken back. */
export function say(text, undoable = false) {
  const place = document.getElementById("said");
  place.textContent = "";
  requestAnimationFrame(() => {
    place.textContent = text;
    if (!undoable) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Take back";
    const key = document.createElement("kbd");  // shown where there is likely to be a keyboard
    key.textContent = "u";
    key.setAttribute("aria-hidden", "true");
    button.setAttribute("aria-keyshortcuts", "u");
    button.append(" ", key);
    button.addEventListener("click", takeBack);
    place.append(" ", button);
  });
  clearTimeout(say.later);
  say.later = setTimeout(() => { place.textContent = ""; }, undoable ? 20000 : 8000);
}

/** Why `answer` is none that can be used, in a sentence of the server's where it says so. */
export async function because(answer) {
  if (!answer) return "The server does not answer.";
  const text = (await answer.text().catch(() => "")).trim();
  const kind = answer.headers.get("content-type") || "";
  if (kind.startsWith("text/plain") && text) return text; // as who asks with the key of an earlier run is told
  try { return JSON.parse(text).why || "The server cannot tell."; } catch { return "The server cannot tell."; }
}

/** Takes back what this person judged last, and shows the page as it is then. */
export async function takeBack() {
  if (await change([["what", "undo"]])) location.reload();
}

/** The parts of a page that are scrolled in themselves: a browser does not put them back where they were. */
const windows = () => [...document.querySelectorAll(".wide")];

/** Which item the reader is at, and what is in sight. */
export function place() {
  const items = [...document.querySelectorAll(".item")];
  const at = items.findIndex((item) => item.contains(document.activeElement));
  return { path: location.pathname + location.search, at, y: scrollY, inside: windows().map((w) => [w.scrollLeft, w.scrollTop]) };
}

/** Back to a place of this page. The item that the keys are at is in sight, or a key would judge what nobody sees. */
export function backTo(kept) {
  if (kept?.path !== location.pathname + location.search) return;
  windows().forEach((w, n) => { [w.scrollLeft, w.scrollTop] = kept.inside[n] || [0, 0]; });
  scrollTo(0, kept.y);
  const items = document.querySelectorAll(".item");
  const item = items[Math.min(kept.at, items.length - 1)];
  if (!item || kept.at < 0) return;
  item.classList.add("here");
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

/** The page again after a change that was `told`: where what it showed now stands, else at `back`. */
export function again(told, back = location.pathname) {
  const at = told.at || back;
  if (at === location.pathname) location.reload();
  else location.assign(at);
}

/** Sends a change. What was done is said after the page has been loaded again, where the reader was. */
export async function change(fields) {
  const body = new URLSearchParams();
  for (const [name, value] of fields) body.append(name, value);
  const answer = await fetch("/judgements", { method: "POST", body, headers: { accept: "application/json" } }).catch(() => null);
  if (!answer) { say("That was not kept: the server does not answer. What you wrote is still here."); return false; }
  if (!answer.ok) { say(`That was not kept. ${await because(answer)}`); return false; }
  const told = await answer.json();
  const meanwhile = told.meanwhile.length ? ` Since you opened this page: ${told.meanwhile.join("; ")}.` : "";
  sessionStorage.setItem("after", JSON.stringify({
    ...place(), said: `${told.said}.${meanwhile}`, undoable: !fields.some(([name, value]) => name === "what" && value === "undo"),
  }));
  return told;
}
