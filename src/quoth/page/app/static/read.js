// Files and folders dropped anywhere, and how far a reading is.
import { because, say } from "./act.js";

const PAUSE = 400;
const AWAY = 8000;  // where the server does not answer: as long as it stands that it does not
/** What lies beside articles in a folder and is none: `quoth.articles.folder.BESIDE`. */
const BESIDE = new Set([
  ".avi", ".avif", ".bmp", ".cdx", ".cdxj", ".css", ".db", ".db-page", ".db-page-shm", ".db-page-wal", ".db-shm",
  ".db-wal", ".db-who", ".db-who-shm", ".db-who-wal", ".eot", ".flac", ".gif", ".heic", ".ico", ".idx", ".jpeg",
  ".jpg", ".js", ".m4a", ".m4v", ".map", ".md5", ".mjs", ".mov", ".mp3", ".mp4", ".ogg", ".ogv", ".otf", ".png",
  ".pyc", ".scss", ".sha1", ".sha256", ".svg", ".tif", ".tiff", ".ttf", ".wav", ".webm", ".webp", ".woff", ".woff2",
]);

async function send(body) {
  say("Being sent …");
  const answer = await fetch("/read", { method: "POST", body, headers: { accept: "application/json" } }).catch(() => null);
  if (!answer) { say("That could not be sent: the server does not answer, or a file cannot be read."); return; }
  if (answer.ok) location.assign((await answer.json()).at);
  else say(`That was not taken. ${await because(answer)}`);
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

/** Whether a browser made the folder `name` in `at` for what a page beside it shows: "Report_files" beside "Report.html". */
const ofPage = (at, name, paths) => /_[fF]iles$/.test(name)
  && [".html", ".htm", ".xhtml"].some((ending) => paths.has(at + name.slice(0, -6) + ending));

/** Whether the file at `path`, one of `paths`, is sent: not what only lies in a folder with articles. The server knows why. */
function may(path, paths) {
  const folders = path.split("/");
  const name = folders.pop();
  if (!folders.length) return true;
  const inPage = folders.some((one, n) => ofPage(folders.slice(0, n).map((f) => `${f}/`).join(""), one, paths));
  return !inPage && !BESIDE.has(name.slice(name.lastIndexOf(".")).toLowerCase());
}

/** Files with their paths as a form; of those that are not sent the names, so that it can be said. */
function sorted(found, body = new FormData()) {
  const paths = new Set(found.map(([, path]) => path));
  const left = [];
  for (const [file, path] of found) {
    if (may(path, paths)) body.append("file", file, path);
    else left.push(path);
  }
  if (left.length) body.append("left", left.join("\n"));
  return body;
}

/** What was dropped, as a form; the folders have to be asked for before anything is waited for. */
async function dropped(carried) {
  const entries = [...carried.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const loose = entries.length ? [] : [...carried.files];
  const found = loose.map((file) => [file, file.name]);
  for (const entry of entries) for await (const one of inside(entry)) found.push(one);
  found.sort(([, a], [, b]) => (a < b ? -1 : 1));
  return sorted(found);
}

export function dropping() {
  const form = document.getElementById("drop");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = new FormData(form);
    const chosen = body.getAll("file").filter((file) => file.name);
    body.delete("file");
    send(sorted(chosen.map((file) => [file, file.webkitRelativePath || file.name]), body));
  });
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
    if (answer?.status === 404) {
      say("This reading is not known any more: quoth serve was started anew. What was read of it is in the store.");
      return;
    }
    if (!answer || answer.status >= 500) setTimeout(look, AWAY);
    if (!answer?.ok) { say(await because(answer)); return; }
    setTimeout(look, PAUSE);
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
