// Files dropped anywhere on the page of reading, and how far a reading is.
import { say } from "./act.js";

const PAUSE = 400;

async function send(body) {
  const answer = await fetch("/read", { method: "POST", body, headers: { accept: "application/json" } }).catch(() => null);
  if (!answer) { say("That could not be sent. Of a folder, drop the files that are in it."); return; }
  const told = await answer.json().catch(() => ({ why: "That is more than is taken here at once." }));
  if (answer.ok) location.assign(told.at);
  else say(told.why || "That could not be read.");
}

export function dropping() {
  const form = document.getElementById("drop");
  if (!form) return;
  addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  addEventListener("dragleave", () => form.classList.remove("over"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    const body = new FormData();
    for (const file of event.dataTransfer.files) body.append("file", file);
    const text = event.dataTransfer.getData("text/plain") || event.dataTransfer.getData("text/uri-list");
    if (!event.dataTransfer.files.length && text) body.append("text", text);
    send(body);
  });
}

export function following() {
  const job = document.getElementById("job");
  if (!job || ["done", "failed"].includes(job.dataset.state)) return;
  const look = async () => {
    const answer = await fetch(`/read/${job.dataset.job}.json`).catch(() => null);
    if (!answer?.ok) { say("The server does not answer."); return; }
    const told = await answer.json();
    if (["done", "failed"].includes(told.state)) { location.reload(); return; }
    const over = told.read + told.aside;
    const progress = document.createElement("progress");
    progress.max = told.steps.length || 1;
    progress.value = over;
    progress.setAttribute("aria-label", "Articles read");
    const words = told.state === "arranging" && told.now.what ? `${told.now.what}, ${told.now.done} of ${told.now.of}` : `${over} of ${told.steps.length}`;
    document.getElementById("progress").replaceChildren(progress, ` ${words}`);
    const lines = told.steps.map((step) => {
      const line = document.createElement("li");
      line.textContent = `${step.name}: ${step.state}`
        + (step.state === "read" ? `, ${step.statements} statement${step.statements === 1 ? "" : "s"}` : "") + (step.why ? `: ${step.why}` : "");
      return line;
    });
    job.querySelector(".steps").replaceChildren(...lines);
    setTimeout(look, PAUSE);
  };
  setTimeout(look, PAUSE);
}
