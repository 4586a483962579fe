// j and k walk through the items of a page, a, r and s judge the one where the reader is, u takes back.
import { again, change, say, takeBack } from "./act.js";
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
  if (!item) { say(items().length ? "Go to an item with j or k first." : "There is nothing here to judge."); return; }
  if (!item.dataset.t) { say("That is judged on its own page: Enter opens it."); return; }
  const fields = JSON.parse(item.dataset.t).map((telling) => ["telling", telling]);
  if (item.dataset.article) fields.push(["article", item.dataset.article]);
  const saying = item.closest(".tellings")?.dataset.saying;
  if (saying) fields.push(["saying", saying]);
  fields.push(["what", what], ["seen", document.body.dataset.seen]);
  const told = await change(fields);
  if (told) again(told);
}

/** To the field with the speaker's name: in the item, on the page, or on that of the saying. */
function toSpeaker() {
  const item = current();
  const field = item?.querySelector("input[name=name]") || document.querySelector("#speaker");
  if (field) {
    field.closest("details")?.setAttribute("open", "");
    field.focus();
    field.select();
  } else if (item?.dataset.open?.startsWith("/saying/")) location.assign(`${item.dataset.open}#speaker`);
  else say(items().length ? "Go to a statement with j or k first." : "There is no speaker here to correct.");
}

export function walk() {
  if (location.hash === "#speaker" && !sessionStorage.getItem("after")) toSpeaker();  // not again once it is corrected
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
      s: toSpeaker,
      u: takeBack,
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
