// The keyboard. Elements say which key they answer to: data-key (in the sheet) goes somewhere after g, data-press is clicked (or focused
// where it is a field), data-row is stepped through with j and k. Nothing here is needed to use the console.
const sheet = document.querySelector("#shortcuts");
const on = document.body.dataset.shortcuts !== "off";
let going = 0; // when g was pressed

const inField = (target) => target.closest?.("input, textarea, select, [contenteditable]");
// Seen, or in a fold whose summary is.
const reachable = (one) => one.checkVisibility() || one.closest("details:not([open])")?.querySelector("summary")?.checkVisibility();
const shown = (selector) => [...document.querySelectorAll(selector)].find((one) => one.checkVisibility());

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")].filter((row) => row.checkVisibility());
  const at = rows.findIndex((row) => row === document.activeElement || row.hasAttribute("aria-current"));
  const focused = rows.indexOf(document.activeElement);
  const next = rows[Math.max(0, Math.min(rows.length - 1, (focused < 0 ? at : focused) + by))];
  next?.focus();
}

// What is folded away unfolds: its key is the same. A fold that is opened by its key is gone on with inside it.
function press(one) {
  if (one.matches("details.fold:not([open]) > summary")) {
    one.parentElement.open = true;
    one.parentElement.querySelector(".fold-body :is(button, select, input:not([type=hidden]), a)")?.focus();
    return;
  }
  const fold = one.closest("details:not([open])");
  if (fold && !one.matches("summary, button")) fold.open = true;
  if (one.matches("input, textarea, select")) one.focus();
  else one.click();
}

// Whoever shuts a fold from within it stands on it again.
function fold() {
  const open = [...document.querySelectorAll("details.fold[open]")];
  for (const one of open) {
    const inside = one.contains(document.activeElement);
    one.open = false;
    if (inside) one.querySelector("summary").focus();
  }
  return open.length > 0;
}

// Out of a field, then out of the thread, to its row.
function back(target) {
  const thread = target.closest("#thread");
  if (!inField(target)) document.querySelector("[data-row][aria-current]")?.focus();
  else if (thread) thread.focus({ preventScroll: true });
  else target.blur();
}

// A button that opens a fold elsewhere, by hand or by its key.
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-open]");
  if (!opener) return;
  const opened = document.querySelector(opener.dataset.open);
  opened.open = true;
  opened.querySelector("textarea, input:not([type=hidden])")?.focus();
});

function answer(event) {
  const key = event.key;
  if (going && Date.now() - going < 1500) {
    going = 0;
    const place = sheet?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (place) return () => location.assign(place.dataset.href);
  }
  if (key === "?") return () => sheet?.showModal();
  if (key === "g") return () => { going = Date.now(); };
  if (key === "j" || key === "k") return () => step(key === "j" ? 1 : -1);
  if (key === "/") {
    const search = shown('[type="search"]');
    return search && (() => search.focus());
  }
  if (key === "x") {
    const row = document.activeElement?.closest?.("[data-row]") ?? document.querySelector("[data-row][aria-current]");
    const tick = row?.parentElement.querySelector(".tick");
    return tick && (() => tick.click());
  }
  const one = [...document.querySelectorAll(`[data-press="${CSS.escape(key)}"]`)].find(reachable);
  return one && (() => press(one));
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") { if (!fold() && on) back(event.target); return; }
  if (!on) return;
  const chord = event.ctrlKey || event.metaKey;
  if (chord) {
    const one = event.key === "Enter" && event.target.closest?.("form")?.querySelector('[data-press="Control+Enter"]');
    if (one) { event.preventDefault(); one.click(); }
    return;
  }
  if (event.altKey || inField(event.target)) return;
  const act = answer(event);
  if (act) { event.preventDefault(); act(); }
});

document.querySelector("#shortcuts-open")?.addEventListener("click", () => sheet?.showModal());

// A button under way keeps its width and says so; a second click sends nothing twice.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || event.defaultPrevented) return;
  if (button.getAttribute("aria-busy") === "true") event.preventDefault();
  else setTimeout(() => button.setAttribute("aria-busy", "true"));
});
document.addEventListener("htmx:afterRequest", (event) => {
  for (const button of event.detail.elt.querySelectorAll?.('[aria-busy="true"]') ?? []) button.removeAttribute("aria-busy");
});
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll('[aria-busy="true"]')) button.removeAttribute("aria-busy");
});

// Who signs out leaves nothing of theirs in a browser that others use: what they had begun to write is forgotten.
document.addEventListener("submit", (event) => {
  const leaves = event.target.dataset.leaves;
  if (!leaves) return;
  try {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(`parcours.draft.${leaves}.`))) localStorage.removeItem(key);
  } catch { /* nothing is kept here */ }
});
