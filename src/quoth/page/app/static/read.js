// Files and folders dropped anywhere, and how far a reading is.
import { say } from "./act.js";

const PAUSE = 400;

async function send(body) {
  say("Being sent …");
  const answer = await fetch("/read", { method: "POST", body, headers: { accept: "application/json" } }).catch(() => null);
  if (!answer) { say("That could not be sent: the server does not answer, or a file cannot be read."); return; }
  const told = await answer.json().catch(() => ({ why: "That is more than is taken here at once." }));
  if (answer.ok) location.assign(told.at);
  else say(told.why || "That could not be read.");
}

const promised = (ask) => new Promise((done, failed) => { ask(done, failed); });

/** The files of a folder and of those in it, each with its path; what begins with a dot is the system's own. */
async function* inside(entry) {
  if (entry.name.startsWith(".")) return;
  if (entry.isFile) {
    yield [await promised((done, failed) => { entry.file(done, failed); }), entry.fullPath.slice(1)];
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await promised((done, failed) => { reader.readEntries(done, failed); });  // a hundred at a time
    if (!some.length) return;
    for (const one of some) yield* inside(one);
  }
}

/** What was dropped, as a form; the folders have to be asked for before anything is waited for. */
async function dropped(carried) {
  const entries = [...carried.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const loose = entries.length ? [] : [...carried.files];
  const body = new FormData();
  const found = loose.map((file) => [file, file.name]);
  for (const entry of entries) for await (const one of inside(entry)) found.push(one);
  found.sort(([, a], [, b]) => (a < b ? -1 : 1));
  for (const [file, path] of found) body.append("file", file, path);
  return body;
}

export function dropping() {
  const form = document.getElementById("drop");
  const carries = (event) => event.dataTransfer.types.includes("Files")
    || (form && !event.target.closest?.("input, textarea") && event.dataTransfer.types.includes("text/plain"));
  addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    document.body.classList.add("over");
  });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("over"); });
  addEventListener("drop", async (event) => {
    document.body.classList.remove("over");
    if (!carries(event)) return;
    event.preventDefault();
    if (!event.dataTransfer.types.includes("Files")) {
      const text = new FormData();
      text.append("text", event.dataTransfer.getData("text/plain"));
      send(text);
      return;
    }
    const body = await dropped(event.dataTransfer).catch(() => null);
    if (body && [...body].length) send(body);
    else say(body ? "There is no file in that." : "That could not be read: choose the folder or its files instead.");
  });
}

export function following() {
  const job = document.getElementById("job");
  if (!job || ["done", "failed"].includes(job.dataset.state)) return;
  const place = document.getElementById("progress");
  const look = async () => {
    const answer = await fetch(`/read/${job.dataset.job}.json`).catch(() => null);
    setTimeout(look, PAUSE);
    if (!answer?.ok) { say("The server does not answer."); return; }
    const told = await answer.json();
    if (["done", "failed"].includes(told.state)) { location.reload(); return; }
    const words = told.state === "arranging" && told.now.what ? `${told.now.what}, ${told.now.done} of ${told.now.of}` : `${told.over} of ${told.steps.length}`;
    const bar = place.querySelector("progress");
    bar.max = told.steps.length || 1;
    bar.value = told.over;
    const shown = document.getElementById("far");
    if (shown.textContent === words) return;
    shown.textContent = words;
    const lines = told.steps.map((step) => {
      const line = document.createElement("li");
      line.textContent = `${step.name}: ${step.state}`
        + (step.state === "read" ? `, ${step.statements} statement${step.statements === 1 ? "" : "s"}` : "") + (step.why ? `: ${step.why}` : "");
      return line;
    });
    job.querySelector(".steps").replaceChildren(...lines);
  };
  setTimeout(look, PAUSE);
}
