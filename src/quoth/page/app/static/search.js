// Answers while typing: what was said with these words, under the field. Enter shows all of them.
import { because } from "./act.js";

const PAUSE = 120;
const SHOWN = 8;
const LONGEST = 180;
const BEFORE = 60;

/** As the lists of the page say it. */
function toldBy(articles, surely) {
  if (surely < 2) return `perhaps told by ${articles} articles`;
  return `told by ${surely} articles${surely < articles ? `, perhaps ${articles}` : ""}`;
}

/** `words`, of a long one the part round the longest word of `question` that is in it; cut between words. */
function shortened(words, question) {
  if (words.length <= LONGEST) return words;
  const asked = question.toLowerCase().split(/[^\p{L}\p{N}]+/u).sort((a, b) => b.length - a.length);
  const found = asked.map((word) => (word ? words.toLowerCase().indexOf(word) : -1)).find((at) => at >= 0) ?? 0;
  const from = found < LONGEST - BEFORE ? 0 : words.indexOf(" ", found - BEFORE) + 1;
  const rest = words.slice(from);
  const to = rest.length <= LONGEST ? rest.length : rest.lastIndexOf(" ", LONGEST);
  return (from ? "… " : "") + rest.slice(0, to < 1 ? LONGEST : to) + (to < rest.length ? " …" : "");
}

export function searchWhileTyping() {
  const field = document.getElementById("find");
  const form = field.form;
  const list = document.createElement("ul");
  list.className = "answers";
  list.id = "answers";
  list.hidden = true;
  list.setAttribute("aria-label", "Answers");
  const status = document.createElement("span");
  status.className = "hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  let later = 0;
  let asked = 0;
  let going = null;

  const close = () => { list.hidden = true; status.textContent = ""; };
  const waiting = (is) => list.setAttribute("aria-busy", String(is)); // what stands there answers an earlier question

  /** One line in the place of answers: those to an earlier question are none to this. */
  const only = (text) => {
    const line = document.createElement("li");
    line.className = "note";
    line.textContent = text;
    list.replaceChildren(line);
    list.hidden = false;
    status.textContent = text;
  };

  const show = (told) => {
    list.replaceChildren();
    for (const found of told.found.slice(0, SHOWN)) {
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = `/saying/${encodeURIComponent(found.saying)}`;
      const words = document.createElement("span");
      words.className = "words";
      words.textContent = (found.cue ? `(${found.cue}) ` : "")
        + shortened(found.words, field.value);
      const note = document.createElement("span");
      note.className = "note";
      note.textContent = `${found.speaker || "No speaker named"}, in ${found.outlet || found.title}${found.apart ? ` (${found.apart})` : ""}`
        + (found.told_by > 1 ? `, ${toldBy(found.told_by, found.surely_told_by)}` : "");
      link.append(words, note);
      line.append(link);
      list.append(line);
    }
    if (!told.found.length) { only("Nothing that was said has these words."); return; }
    list.hidden = false;
    const shown = list.querySelectorAll("a").length;
    status.textContent = `${shown} of ${told.total} answers; the arrow down leads to them.`;
  };

  const ask = async () => {
    const mine = asked;
    if (field.value.trim().length < 2) { close(); waiting(false); return; }
    going = new AbortController();
    try {
      const answer = await fetch(`/search.json?q=${encodeURIComponent(field.value)}&most=${SHOWN}`, { signal: going.signal });
      const [told, why] = answer.ok ? [await answer.json(), ""] : [null, await because(answer)];
      if (mine !== asked) return;
      if (why) only(why);
      else if (document.activeElement === field) show(told);
    } catch {
      if (mine !== asked) return; // typed on
      only("The server does not answer.");
    }
    waiting(false);
  };

  field.addEventListener("input", () => {
    asked += 1; // an answer to fewer words that comes now is not shown any more
    going?.abort();
    waiting(true);
    clearTimeout(later);
    later = setTimeout(ask, PAUSE);
  });
  form.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { close(); field.focus(); event.stopPropagation(); }
    if (event.key === "ArrowDown" && !list.hidden && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    }
    if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at ? links[at - 1] : field).focus();
    }
  });
  document.addEventListener("click", (event) => { if (!form.contains(event.target)) close(); });
  form.addEventListener("focusout", (event) => { if (event.relatedTarget && !form.contains(event.relatedTarget)) close(); });
}
