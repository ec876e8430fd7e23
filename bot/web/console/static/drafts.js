// What somebody types is never lost. Each field's text is kept as it is typed, thread by thread, and comes back whichever way the field
// does: another thread in between, a lost connection, a session that has ended, a fault of ours. What is sent leaves its field at once,
// which is free for the next words, and comes back into it where it was not sent. Loaded before the inbox's own script.
const KEPT_FOR = 3 * 24 * 3600 * 1000;
const FIELDS = { reply: "#reply textarea", note: "#private-note textarea" };
const WHERE = { reply: "reply", later: "reply", note: "note" }; // the end of a path that sends: the field that it empties
const page = document.querySelector("#main");
const memory = new Map(); // where the browser keeps nothing
const flights = new WeakMap(); // what a request sends, by the request
let left = null; // what stood in the fields as their pane went

const field = (kind) => document.querySelector(FIELDS[kind]);
const opened = () => document.querySelector("#thread")?.dataset.customer ?? "";
const together = (...texts) => texts.filter((text) => text?.trim()).join("\n\n");
const named = (kind, customer) => `parcours.draft.${page.dataset.staff}.${customer}.${kind}`;

function read(kind, customer) {
  try {
    return JSON.parse(localStorage.getItem(named(kind, customer)))?.text ?? "";
  } catch {
    return memory.get(named(kind, customer)) ?? "";
  }
}
function keep(kind, customer, text) {
  if (!customer) return;
  try {
    if (text.trim()) localStorage.setItem(named(kind, customer), JSON.stringify({ text, at: Date.now() }));
    else localStorage.removeItem(named(kind, customer));
  } catch {
    memory.set(named(kind, customer), text);
  }
}
function forgetOld() {
  try {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith("parcours.draft."))) {
      const at = JSON.parse(localStorage.getItem(key))?.at ?? 0;
      if (Date.now() - at > KEPT_FOR) localStorage.removeItem(key);
    }
  } catch { /* nothing is kept here */ }
}

function put(kind, text, { focus = false, start = text.length, end = start, scrollTop = 0 } = {}) {
  const box = field(kind);
  if (!box) return;
  box.value = text;
  keep(kind, opened(), text);
  if (text && kind === "note") box.closest("details").open = true;
  if (!focus) return;
  box.focus({ preventScroll: true });
  box.setSelectionRange(start, end);
  box.scrollTop = scrollTop;
}

const isThere = (text) => [...document.querySelectorAll("#lines .msg.staff .text, #lines .msg.note .text")].some((one) => one.textContent.includes(text.trim()));

// What was under way as the page went: it stands in the thread where it arrived, else it is given back.
function restore() {
  const customer = opened();
  for (const kind of Object.keys(FIELDS)) {
    const box = field(kind);
    if (!box) continue;
    const sent = read(`${kind}.sent`, customer);
    const lost = sent && !isThere(sent) ? sent : "";
    const draft = read(kind, customer);
    keep(`${kind}.sent`, customer, "");
    put(kind, together(box.value, lost === box.value ? "" : lost, draft === box.value ? "" : draft));
  }
}

function showUnsent(status, elsewhere = "") {
  const told = document.querySelector("#unsent");
  if (!told) return;
  told.firstElementChild.textContent = status ? told.dataset.failed : told.dataset.lost;
  const link = told.querySelector("a");
  link.hidden = !elsewhere;
  if (elsewhere) link.href = `${page.dataset.inbox}/${encodeURIComponent(elsewhere)}`;
  told.hidden = false;
}
let leaving = null; // the reply that is on its way
let next = false; // what was typed since is to go once that one has gone
function showLeaving() {
  document.querySelector("#lines .leaving")?.remove();
  if (!leaving || leaving.customer !== opened() || isThere(leaving.text)) return;
  const line = document.createElement("div");
  line.className = "msg leaving";
  const said = document.createElement("div");
  said.className = "text";
  said.textContent = leaving.text;
  const state = document.createElement("div");
  state.className = "by";
  state.setAttribute("role", "status");
  const words = document.querySelector("#unsent")?.dataset ?? {};
  state.textContent = next ? `${words.leaving} · ${words.next}` : words.leaving ?? "";
  line.append(said, state);
  document.querySelector("#lines")?.append(line);
  const box = document.querySelector("#scroll");
  if (box) box.scrollTop = box.scrollHeight;
}

// Sent while the last one is unanswered: the form goes with that answer, and what waits for it. So it is said, and sent from the new form.
function waitForTheLast(event) {
  if (event.target.id !== "reply" || leaving?.customer !== opened()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  next = Boolean(field("reply")?.value.trim());
  showLeaving();
}
function sendNext(flight, returned) {
  const goes = next && flight?.kind === "reply" && !returned?.trim();
  next = next && flight?.kind !== "reply";
  const settled = () => { if (field("reply")?.value.trim()) document.querySelector("#reply").requestSubmit(); };
  if (goes) document.addEventListener("htmx:afterSettle", settled, { once: true }); // the new form is htmx's by then
}

// A request that is about the open thread. Its own element may be gone by the time it is answered, and with it what bubbles.
function depart(event) {
  const { requestConfig, xhr, elt, target } = event.detail;
  const { path, verb } = requestConfig;
  if (target?.id !== "thread") return;
  document.querySelector("#unsent")?.setAttribute("hidden", "");
  const kind = verb === "post" ? WHERE[path.split("?")[0].split("/").at(-1)] : undefined;
  const box = kind && field(kind);
  const flight = box?.value.trim() ? { kind, customer: opened(), text: box.value } : null;
  elt.addEventListener("htmx:beforeOnLoad", (loaded) => { if (loaded.detail.xhr === xhr && !target.isConnected) tooLate(loaded, flight); });
  if (!flight) return;
  flights.set(xhr, flight);
  xhr.addEventListener("loadend", () => { if (leaving === flight) leaving = null; });
  xhr.addEventListener("load", () => { if (xhr.status >= 400 && !xhr.getResponseHeader("hx-redirect")) failed(flight, xhr.status); });
  for (const name of ["error", "timeout", "abort"]) xhr.addEventListener(name, () => failed(flight, 0));
  keep(`${kind}.sent`, flight.customer, flight.text);
  box.value = "";
  keep(kind, flight.customer, "");
  if (!path.endsWith("/reply")) return;
  leaving = flight;
  showLeaving();
}

// Somebody has gone on to another thread: that one stays as it is.
function tooLate(event, flight) {
  const { xhr } = event.detail;
  event.preventDefault();
  const elsewhere = xhr.getResponseHeader("hx-redirect");
  if (elsewhere) location.assign(elsewhere);
  else if (flight && xhr.status < 400) {
    const pane = new DOMParser().parseFromString(xhr.responseText, "text/html");
    const unsent = pane.querySelector(FIELDS[flight.kind])?.defaultValue ?? "";
    if (unsent.trim()) failed({ ...flight, text: unsent }, xhr.status);
    else keep(`${flight.kind}.sent`, flight.customer, "");
  }
}

// Back into its field, before what has been typed since; into the kept draft where another thread is open by now.
function giveBack({ kind, customer, text }) {
  keep(`${kind}.sent`, customer, "");
  if (customer !== opened()) {
    keep(kind, customer, together(text, read(kind, customer)));
    return;
  }
  const box = field(kind);
  put(kind, together(text, box?.value), { focus: [box, document.body].includes(document.activeElement) });
}

function beforeSwap(event) {
  if (event.detail.target?.id !== "thread") return;
  left = { customer: opened() };
  for (const kind of Object.keys(FIELDS)) {
    const box = field(kind);
    if (!box) continue;
    left[kind] = { text: box.value, focus: document.activeElement === box, start: box.selectionStart, end: box.selectionEnd, scrollTop: box.scrollTop };
  }
}

function afterSwap(event) {
  if (event.detail.target?.id !== "thread" || !left) return; // it is told once for each element that came
  const before = left;
  left = null;
  const flight = flights.get(event.detail.xhr);
  if (flight) keep(`${flight.kind}.sent`, flight.customer, "");
  if (before.customer !== opened()) { next = false; restore(); return; }
  const unsent = field("reply")?.value;
  for (const kind of Object.keys(FIELDS)) {
    const box = field(kind);
    const was = before[kind];
    if (!box || !was) continue;
    const returned = box.value; // what the server did not send
    const moved = returned.trim() && was.text.trim() ? returned.length + 2 : returned.length;
    put(kind, together(returned, was.text), { ...was, start: was.start + moved, end: was.end + moved });
  }
  sendNext(flight, unsent);
}

function failed(flight, status) {
  leaving = null;
  next = false;
  document.querySelector("#lines .leaving")?.remove();
  giveBack(flight);
  showUnsent(status, flight.customer === opened() ? "" : flight.customer);
}
// Whatever else was asked for and not done: that it was not is told too.
function undone(event) {
  const { xhr, target, elt } = event.detail;
  if (target?.id === "thread" && !flights.has(xhr) && !elt?.matches("textarea")) showUnsent(xhr?.status ?? 0);
}

// Pressed before htmx has taken the new form: the browser sends it by itself, and the page goes with what stands in the field.
function sentByTheBrowser(event) {
  const kind = Object.keys(FIELDS).find((one) => field(one)?.form === event.target);
  if (!kind || event.defaultPrevented) return;
  keep(`${kind}.sent`, opened(), field(kind).value);
  keep(kind, opened(), "");
}

document.addEventListener("input", (event) => {
  const kind = Object.keys(FIELDS).find((one) => event.target.matches?.(FIELDS[one]));
  if (kind) keep(kind, opened(), event.target.value);
});
document.addEventListener("lines", showLeaving);
document.addEventListener("submit", waitForTheLast, true); // before htmx, which would drop it with the form
document.addEventListener("submit", sentByTheBrowser);
document.addEventListener("htmx:beforeSend", depart);
document.addEventListener("htmx:beforeSwap", beforeSwap);
document.addEventListener("htmx:afterSwap", afterSwap);
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.addEventListener(name, undone);
forgetOld();
restore();
