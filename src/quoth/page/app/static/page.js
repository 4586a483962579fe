// What every view does with a script. All of it is there without one too, by links and forms.
import { change, say } from "./act.js";
import { walk } from "./keys.js";
import { searchWhileTyping } from "./search.js";
import { twins } from "./twins.js";
import { selecting } from "./select.js";
import { dropping, following } from "./read.js";

/** Where the reader was, after a change. */
function comeBack() {
  const kept = JSON.parse(sessionStorage.getItem("after") || "null");
  sessionStorage.removeItem("after");
  if (!kept) return;
  if (kept.path === location.pathname) {
    const items = document.querySelectorAll(".item");
    const item = items[Math.min(kept.at, items.length - 1)];
    if (item && kept.at >= 0) { item.classList.add("here"); item.focus({ preventScroll: true }); }
    scrollTo(0, kept.y);
  }
  say(kept.said);
}

/** Forms that judge are sent without leaving the page. */
function judging() {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.method !== "post" || new URL(form.action).pathname !== "/judgements") return;
    event.preventDefault();
    const fields = [...new FormData(form, event.submitter).entries()];
    const back = fields.find(([name]) => name === "back")?.[1] || location.pathname;
    if (!(await change(fields))) return;
    if (back === location.pathname) location.reload();
    else location.assign(back);
  });
}

function copying() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const text = document.getElementById(button.dataset.copy).textContent;
    try {
      await navigator.clipboard.writeText(text);
      say("Copied.");
    } catch {
      getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
      say("Select and copy: this browser does not let a page copy.");
    }
  });
}

walk();
judging();
copying();
searchWhileTyping();
twins();
selecting();
dropping();
following();
comeBack();
