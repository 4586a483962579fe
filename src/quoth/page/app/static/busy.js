// The line over a page that shows the state before: how far the new one is, and that it is there.

import { because } from "./act.js";

const PAUSE = 1000;

/** Puts `text` there; what stands there already is not said a second time. */
function put(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** What the line says: how far it is, and, told to screen readers too, that it is over. */
function said(told) {
  if (told.failed) return ["", `The store could not be read: ${told.failed}.`];
  if (!told.what) return ["", "Done. What you see is the state before."];
  return [`Busy ${told.what}${told.of ? `: ${told.done} of ${told.of}` : ""}. What you see is the state before.`, ""];
}

export function waiting() {
  const line = document.getElementById("busy");
  if (!line) return;
  const look = async () => {
    const answer = await fetch("/progress.json").catch(() => null);
    const told = answer?.ok ? await answer.json().catch(() => null) : null;
    const [far, over] = told ? said(told) : [await because(answer), ""];
    put(line.querySelector(".far"), far);
    put(line.querySelector(".over"), over);
    if (!answer || told?.what || told?.failed) setTimeout(look, PAUSE);
  };
  setTimeout(look, PAUSE);
}
