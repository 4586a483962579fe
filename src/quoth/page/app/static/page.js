// What every view does with a script. All of it is there without one too, by links and forms.
import { again, backTo, change, place, say } from "./act.js";
import { waiting } from "./busy.js";
import { walk } from "./keys.js";
import { searchWhileTyping } from "./search.js";
import { twins } from "./twins.js";
import { selecting } from "./select.js";
import { dropping, following } from "./read.js";

/** A page that the browser kept from before a judgement shows what was: it is loaded again where the reader was. */
function isOld() {
  if (Number(document.body.dataset.seen) >= Number(sessionStorage.getItem("seen"))) return false;
  sessionStorage.setItem("after", JSON.stringify({ ...(history.state?.place || place()), said: "" }));
  location.reload();
  return true;
}

/** Where the reader was: after a change, and when they come back from a page that an item led to. */
function comeBack() {
  addEventListener("pageshow", (event) => { if (event.persisted) isOld(); });
  addEventListener("pagehide", () => { history.replaceState({ ...history.state, place: place() }, ""); });
  const [visit] = performance.getEntriesByType("navigation");
  if (visit?.type === "back_forward" && isOld()) return;
  sessionStorage.setItem("seen", document.body.dataset.seen);
  const after = JSON.parse(sessionStorage.getItem("after") || "null");
  sessionStorage.removeItem("after");
  if (after) { backTo(after); if (after.said) say(after.said, after.undoable); }
  else if (visit?.type === "back_forward") backTo(history.state?.place);
}

/** Forms that judge are sent without leaving the page. */
function judging() {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.method !== "post" || new URL(form.action).pathname !== "/judgements") return;
    event.preventDefault();
    const fields = [...new FormData(form, event.submitter).entries()];
    const back = fields.find(([name]) => name === "back")?.[1] || location.pathname;
    const told = await change(fields);
    if (told) again(told, back);
  });
}

/** A reason alone judges nothing: where it may be one for several things, Enter says so. */
function reasoning() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.closest?.(".why")) return;
    event.preventDefault();
    say("Now choose what it is the reason for: accept, reject, or not the same utterance.");
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
reasoning();
copying();
searchWhileTyping();
twins();
selecting();
dropping();
following();
waiting();
comeBack();
