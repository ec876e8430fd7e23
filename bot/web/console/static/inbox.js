// The inbox: the open thread follows what happens, the counts too. Without this script every page still works.
const main = document.querySelector("#main");
const find = (selector) => document.querySelector(selector);
let source;
let lost;

const atEnd = () => {
  const box = find("#scroll");
  return !box || box.scrollHeight - box.scrollTop - box.clientHeight < 80;
};
const toEnd = () => {
  const box = find("#scroll");
  if (box) box.scrollTop = box.scrollHeight;
  const pill = find("#pill");
  if (pill) pill.hidden = true;
};

// The lines are read anew; the field that somebody writes in stays as it is, and so does what they have scrolled to.
let fetching = false;
let again = false;
// Not by htmx.ajax, whose promise never ends where another request takes its place in the queue of the page.
async function fetchLines(thread, asked) {
  try {
    const answer = await fetch(`${thread.dataset.lines}?${asked}`, { headers: { "HX-Request": "true" } });
    const elsewhere = answer.headers.get("hx-redirect");
    if (elsewhere) location.assign(elsewhere);
    if (answer.status !== 200) return;
    const lines = await answer.text();
    if (find("#thread[data-lines]") === thread) htmx.swap("#lines", lines, { swapStyle: "innerHTML" });
    else again = true; // a newer pane has come meanwhile: these lines may be older than its own
  } catch {
    lost = true; // the stream, once it is back, has them read again
  }
}
async function refresh() {
  const thread = find("#thread[data-lines]");
  if (!thread) return;
  if (fetching) { again = true; return; }
  fetching = true;
  const stays = atEnd();
  const before = document.querySelectorAll("#lines .msg").length;
  const box = find("#scroll");
  const from = box.scrollHeight - box.scrollTop;
  const asked = new URLSearchParams();
  if (document.visibilityState === "visible") asked.set("seen", "1");
  const acts = find("#acts");
  if (acts && !acts.querySelector("details[open]") && !acts.contains(document.activeElement)) asked.set("acts", "1");
  const open = [...document.querySelectorAll("#lines .why[open]")].length > 0;
  if (!open || stays) await fetchLines(thread, asked);
  fetching = false;
  if (stays) toEnd();
  else {
    box.scrollTop = box.scrollHeight - from;
    if (document.querySelectorAll("#lines .msg").length > before) find("#pill").hidden = false;
  }
  if (again) { again = false; refresh(); }
}

// Never reordered under the pointer, nor once more rows were asked for or some are selected.
function refreshRows() {
  const rows = find("#rows");
  if (!rows || rows.querySelector(".tick:checked") || rows.matches(":hover") || rows.contains(document.activeElement) || rows.scrollTop > 0) return;
  const open = find("#thread")?.dataset.customer ?? "";
  htmx.ajax("GET", rows.dataset.rows, { target: "#rows", swap: "innerHTML" }).then(() => choose(open));
}

function choose(customer) {
  for (const row of document.querySelectorAll("#rows .conv")) {
    if (customer && new URL(row.href).pathname.endsWith(`/${customer}`)) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

function follow(customer) {
  source?.close();
  let counted = false;
  const mark = find("#thread")?.dataset.mark || ""; // what comes between the page and the stream is news too
  source = new EventSource(`${main.dataset.live}/${encodeURIComponent(customer || "-")}?mark=${mark}`);
  source.addEventListener("thread", refresh);
  source.addEventListener("counts", (event) => {
    for (const [folder, count] of Object.entries(JSON.parse(event.data))) {
      const shown = find(`[data-count="${folder}"]`);
      if (shown) shown.textContent = count;
    }
    if (counted) refreshRows();
    counted = true;
  });
  source.addEventListener("rows", refreshRows);
  source.addEventListener("others", (event) => {
    const others = find("#others");
    if (others) others.textContent = JSON.parse(event.data).text;
  });
  source.addEventListener("handover", (event) => {
    const alert = find("#alert");
    const { text, url } = JSON.parse(event.data);
    alert.textContent = text;
    alert.href = url;
    alert.hidden = false;
    setTimeout(() => { alert.hidden = true; }, 20000);
  });
  source.addEventListener("open", () => {
    if (lost) { lost = false; refresh(); }
    find("[data-lost]")?.classList.remove("warn");
  });
  source.addEventListener("error", () => { lost = true; });
}

document.body.addEventListener("htmx:afterSwap", (event) => {
  const thread = find("#thread[data-customer]");
  if (event.detail.target?.id !== "thread" || !thread) return;
  if (main.dataset.pane !== "card") main.dataset.pane = "thread";
  if (main.dataset.customer !== thread.dataset.customer) {
    main.dataset.customer = thread.dataset.customer;
    choose(thread.dataset.customer);
    follow(thread.dataset.customer);
  }
  find(`#rows .conv[aria-current]`)?.classList.remove("new");
  toEnd();
});

document.addEventListener("click", (event) => {
  const saved = event.target.closest("[data-insert]");
  if (saved) {
    const field = find("#reply textarea");
    field.setRangeText(saved.dataset.insert, field.selectionStart, field.selectionEnd, "end");
    saved.closest("details").open = false;
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (event.target.closest("#pill")) toEnd();
  for (const fold of document.querySelectorAll("details.fold[open]")) {
    if (!fold.contains(event.target)) fold.open = false;
  }
});
// Whoever else has the thread open sees that somebody writes.
let told = 0;
document.addEventListener("input", (event) => {
  const field = event.target.closest?.("[data-typing]");
  if (!field || Date.now() - told < 2500) return;
  told = Date.now();
  const csrf = field.form.querySelector('[name="csrf"]').value;
  fetch(field.dataset.typing, { method: "POST", body: new URLSearchParams({ csrf }) });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "w" && !event.target.closest?.("input, textarea, select")) {
    const last = [...document.querySelectorAll("#lines .why")].at(-1);
    if (last) last.open = !last.open;
  }
  if (event.key === "Escape") for (const fold of document.querySelectorAll("details.fold[open]")) fold.open = false;
});
// Who has come to the end has seen what is new. Scrolling doesn't bubble either.
document.addEventListener("scroll", (event) => {
  if (event.target.id === "scroll" && atEnd()) find("#pill").hidden = true;
}, true);
addEventListener("popstate", () => location.reload());

// A link to one message opens the thread there, however many older pages have to be fetched first.
async function toMessage(id) {
  for (let pages = 0; pages < 40 && !document.getElementById(id); pages++) {
    const older = find("#lines .older");
    if (!older) return;
    await htmx.ajax("GET", older.getAttribute("hx-get"), { target: older, swap: "outerHTML" });
  }
  const message = document.getElementById(id);
  message?.classList.add("meant");
  message?.scrollIntoView({ block: "center" });
}

toEnd();
if (location.hash.startsWith("#message-")) toMessage(decodeURIComponent(location.hash.slice(1)));
follow(main.dataset.customer);

// A picture that its provider does not have any more is said to be gone, in place of a broken drawing. Events of
// loading don't bubble, so they are caught on their way down; what failed before this script was there is looked for.
const saySo = (picture) => {
  const link = picture.closest(".picture[data-gone]");
  if (!link) return;
  const words = document.createElement("span");
  words.className = "label";
  words.textContent = `${picture.alt} · ${link.dataset.gone}`;
  link.replaceWith(words);
};
document.addEventListener("error", (event) => {
  if (event.target instanceof HTMLImageElement) saySo(event.target);
}, true);
for (const picture of document.querySelectorAll(".picture img")) {
  if (picture.complete && picture.naturalWidth === 0 && picture.currentSrc) saySo(picture);
}
