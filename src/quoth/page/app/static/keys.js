// j and k walk through the items of a page, a and r judge the one where the reader is, u takes back.
import { change, say } from "./act.js";
import { nextWord } from "./twins.js";

let here = -1;

const items = () => [...document.querySelectorAll(".item")];

function current() {
  const inside = document.activeElement?.closest?.(".item");
  return inside || items()[here] || null;
}

function go(step) {
  const all = items();
  if (!all.length) return;
  const at = all.indexOf(current());
  here = Math.max(0, Math.min(all.length - 1, at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step));
  for (const item of all) item.classList.toggle("here", item === all[here]);
  all[here].focus({ preventScroll: true });
  all[here].scrollIntoView({ block: "nearest" });
}

async function judge(what) {
  const item = current();
  if (!item?.dataset.t) { say("Go to an item with j or k first."); return; }
  const fields = JSON.parse(item.dataset.t).map((telling) => ["telling", telling]);
  if (item.dataset.article) fields.push(["article", item.dataset.article]);
  fields.push(["what", what], ["seen", document.body.dataset.seen]);
  if (await change(fields)) location.reload();
}

export function walk() {
  const dialog = document.getElementById("keys");
  document.addEventListener("focusin", (event) => {
    const item = event.target.closest?.(".item");
    for (const one of document.querySelectorAll(".item.here")) one.classList.toggle("here", one === item);
  });
  document.addEventListener("keydown", async (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const field = event.target.closest?.("input, textarea, select");
    if (event.key === "Escape") {
      if (field) field.blur();
      return;
    }
    if (field || dialog.open) return;
    const act = {
      j: () => go(1),
      k: () => go(-1),
      a: () => judge("right"),
      r: () => judge("wrong"),
      u: async () => { if (await change([["what", "undo"]])) location.reload(); },
      "/": () => document.getElementById("find").focus(),
      "?": () => dialog.showModal(),
      ArrowRight: () => nextWord(current(), 1),
      ArrowLeft: () => nextWord(current(), -1),
      Enter: () => {
        const item = event.target.closest?.(".item");
        if (item === event.target && item.dataset.open) location.assign(item.dataset.open);
        else return false;
      },
    }[event.key];
    if (!act) return;
    if (event.key.startsWith("Arrow") && (!current() || event.target.closest?.("[role=region]") === event.target)) return;
    if ((await act()) !== false) event.preventDefault();
  });
  // What is prevented has to be said at once: a slash must not reach the field that it opens.
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest?.("input, textarea, select") && !event.ctrlKey) event.preventDefault();
  }, true);
}
