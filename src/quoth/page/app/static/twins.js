// Point at a word, or walk to it: its twins in the other tellings of the saying light up. Choose one that is marked: who
// has what there is told below it.
// The words become elements only in the saying that is pointed at; where they stand comes from the server.
import { because, say } from "./act.js";

const WORD = 60000;
const known = new Map();

const holder = (node) => node?.closest?.("[data-saying]");

/** The position in UTF-16 units of each code point of `text`, so that the article's offsets can be used. */
function units(text) {
  const at = [0];
  for (const point of text) at.push(at[at.length - 1] + point.length);
  return at;
}

function wrap(piece, words) {
  const from = Number(piece.dataset.s);
  const node = [...piece.childNodes].find((n) => n.nodeType === Node.TEXT_NODE);
  if (!node) return;
  const at = units(node.data);
  const to = from + at.length - 1;
  const made = document.createDocumentFragment();
  let done = 0;
  for (const [start, end, column] of words) {
    const a = Math.max(start, from) - from;
    const b = Math.min(end, to) - from;
    if (b <= a || a < done) continue;
    made.append(node.data.slice(at[done], at[a]));
    const word = document.createElement("span");
    word.className = "w";
    word.dataset.c = column;
    word.tabIndex = -1;
    word.textContent = node.data.slice(at[a], at[b]);
    made.append(word);
    done = b;
  }
  made.append(node.data.slice(at[done]));
  node.replaceWith(made);
}

/** Asks the server for the words of `saying`, and makes them elements: who has what at each letter, or why none came. */
async function asked(saying) {
  const answer = await fetch(`/saying/${saying.dataset.saying}.twins.json`).catch(() => null);
  const told = answer?.ok ? await answer.json().catch(() => null) : null;
  if (!told) return { why: await because(answer) };
  for (const telling of saying.querySelectorAll("[data-telling]")) {
    const words = told.tellings[telling.dataset.telling] || [];
    for (const piece of telling.querySelectorAll("[data-s]")) wrap(piece, words.slice(0, WORD));
  }
  for (const caret of saying.querySelectorAll(".lacks[data-v]")) caret.tabIndex = -1;
  return { readings: told.readings };
}

/** As `asked`, once; where nothing came it is asked anew the next time. */
async function prepare(saying) {
  const id = saying.dataset.saying;
  if (!known.has(id)) known.set(id, asked(saying));
  const mine = known.get(id);
  const found = await mine;
  if (found.why && known.get(id) === mine) known.delete(id);
  return found;
}

/** Says who has what where `mark` stands, in a box below it; without one the box goes. */
async function read(mark) {
  const box = document.getElementById("reading");
  const found = mark && await prepare(holder(mark));
  if (found?.why) say(`Who has what there cannot be told now. ${found.why}`);
  box.textContent = found?.readings?.[mark.dataset.v] || "";
  if (!box.textContent) return;
  const at = mark.getBoundingClientRect();
  box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 24)) + scrollX}px`;
  box.style.top = `${at.bottom + scrollY + 6}px`;
}

/** The mark of a difference that `node` is in. */
const marked = (node) => node?.closest?.(".words [data-v]");

function light(word) {
  const saying = holder(word);
  for (const lit of document.querySelectorAll(".w.twin, .w.at")) lit.classList.remove("twin", "at");
  if (!word || !saying) return;
  if (word.dataset.c) for (const twin of saying.querySelectorAll(`.w[data-c="${CSS.escape(word.dataset.c)}"]`)) twin.classList.add("twin");
  word.classList.add("at");
}

/** From word to word inside an item. */
export async function nextWord(item, step) {
  const saying = holder(item);
  if (!item || !saying) return;
  await prepare(saying);
  const words = [...item.querySelectorAll(".w, .lacks[data-v]")].filter((w) => w.offsetParent);
  if (!words.length) return;
  const at = words.indexOf(document.activeElement);
  words[Math.max(0, Math.min(words.length - 1, at < 0 ? 0 : at + step))].focus();
}

export function twins() {
  document.addEventListener("pointerover", async (event) => {
    const saying = event.target.closest?.(".words") && holder(event.target);
    if (!saying) return;
    await prepare(saying);
    const word = document.elementFromPoint(event.clientX, event.clientY)?.closest(".w");
    if (word) light(word);
  });
  document.addEventListener("pointermove", (event) => {
    const word = event.target.closest?.(".w");
    if (word && !word.classList.contains("at")) light(word);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.(".w, .lacks")) light(event.target);
    const item = event.target.closest?.(".item");
    if (holder(item)) prepare(holder(item));
  });
  document.addEventListener("click", (event) => { read(holder(event.target) && marked(event.target)); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.(".w, .lacks")) read(marked(event.target));
    else if (event.key === "Escape" || event.key.startsWith("Arrow")) read(null);
  });
  addEventListener("resize", () => read(null));
}
