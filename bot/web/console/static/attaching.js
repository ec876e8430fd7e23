// Files in a reply: chosen, dropped on the thread or pasted into the field. Each goes to the server by itself at once and stands in the box
// from then on, whatever becomes of the page; a message that is sent while one is on its way waits for it. Loaded before the drafts' script.
const find = (selector) => document.querySelector(selector);
const going = new Set(); // requests under way
const queue = []; // of them with their files, one sent after the other: they stand, and leave, in the order in which they were chosen
const begun = new WeakSet();
const stopped = new WeakSet(); // by whoever began them
let waits = null; // the customer whose message is to go once they are done

const opened = () => find("#thread")?.dataset.customer ?? "";
const tray = () => find("#attached");
function settle() {
  const box = tray();
  if (!box) return;
  box.hidden = !box.children.length;
  find("#reply textarea").required = box.hidden;
}
function tell(text) {
  const told = find("#unattached");
  if (!told) return;
  told.textContent = text;
  told.hidden = !text;
}

function underWay(file, request) {
  const words = tray().dataset;
  const line = document.createElement("span");
  line.className = "label attached going";
  line.setAttribute("role", "listitem");
  const name = document.createElement("span");
  name.className = "cut";
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `${words.sending} ${file.name}`);
  const stop = document.createElement("button");
  stop.type = "button";
  stop.className = "btn bare tiny";
  stop.textContent = words.stop;
  stop.setAttribute("aria-label", `${words.stop} ${file.name}`);
  stop.addEventListener("click", () => halt(request));
  request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
  line.append(name, bar, stop);
  tray().append(line);
  settle();
  return line;
}

function attach(file) {
  const box = tray();
  const words = box.dataset;
  if (file.size > Number(words.most)) { tell(`${file.name} · ${words.large}`); return; }
  const request = new XMLHttpRequest();
  const customer = opened();
  const line = underWay(file, request);
  request.open("POST", words.attach);
  request.setRequestHeader("content-type", "application/octet-stream");
  request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
  request.setRequestHeader("x-csrf", find("#reply [name=csrf]").value);
  request.setRequestHeader("hx-request", "true");
  request.addEventListener("loadend", () => {
    going.delete(request);
    queue.splice(queue.findIndex(([one]) => one === request), 1);
    next();
    line.remove();
    if (customer === opened()) arrived(request, file, words);
    settle();
    if (!going.size) sendWhatWaits();
  });
  going.add(request);
  queue.push([request, file]);
  next();
}
function next() {
  const [request, file] = queue[0] ?? [];
  if (!request || begun.has(request)) return;
  begun.add(request);
  request.send(file);
}
function halt(request) {
  stopped.add(request);
  if (begun.has(request)) request.abort();
  else request.dispatchEvent(new ProgressEvent("loadend")); // it never began, so the browser tells of no end
  find("#reply textarea")?.focus();
}
function arrived(request, file, words) {
  const elsewhere = request.getResponseHeader("hx-redirect");
  if (elsewhere) { location.assign(elsewhere); return; }
  if (request.status === 200) {
    const piece = new DOMParser().parseFromString(request.responseText, "text/html").body.firstElementChild;
    if (find(`#attached [value="${piece.querySelector("input").value}"]`)) return; // the pane was made anew meanwhile, with it
    tray().append(piece);
    htmx.process(piece);
    return;
  }
  waits = null;
  if (stopped.has(request)) return;
  const why = { 0: words.lost, 413: words.large, 422: request.responseText }[request.status] ?? words.failed;
  tell(`${file.name} · ${why}`);
}
function attachAll(files) {
  if (!tray() || !files.length) return;
  tell("");
  for (const file of files) attach(file);
}

// A message waits for its files, and goes as soon as the last of them is there.
function waitForFiles(event) {
  if (event.target.id !== "reply" || !going.size) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waits = { customer: opened(), submitter: event.submitter };
  tell(tray().dataset.waits);
}
function sendWhatWaits() {
  const asked = waits;
  waits = null;
  if (asked?.customer !== opened()) return;
  tell("");
  const form = find("#reply");
  form.requestSubmit(form.contains(asked.submitter) ? asked.submitter : null);
}

const brings = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
for (const name of ["dragenter", "dragover"]) document.addEventListener(name, (event) => {
  if (!tray() || !brings(event)) return;
  event.preventDefault(); // else the browser would leave the page for the file
  find("#thread").classList.toggle("dropping", Boolean(event.target.closest?.("#thread")));
});
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) find("#thread")?.classList.remove("dropping"); });
document.addEventListener("drop", (event) => {
  if (!tray() || !brings(event)) return;
  event.preventDefault();
  find("#thread").classList.remove("dropping");
  if (event.target.closest("#thread")) attachAll(event.dataTransfer.files);
});
document.addEventListener("paste", (event) => {
  if (!event.target.closest?.("#reply") || event.clipboardData.types.includes("text/plain")) return; // words with a picture of them
  attachAll(event.clipboardData.files);
});
document.addEventListener("change", (event) => {
  if (event.target.id !== "attach") return;
  attachAll([...event.target.files]);
  event.target.value = ""; // the same file can be chosen again
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.pathInfo?.requestPath.endsWith("/attach/remove")) return;
  if (event.detail.successful) { settle(); find("#reply textarea")?.focus(); } else tell(tray().dataset.failed);
});
document.addEventListener("htmx:afterSwap", () => settle());
document.addEventListener("submit", waitForFiles, true); // before htmx and the drafts, which would take it for sent
settle();
