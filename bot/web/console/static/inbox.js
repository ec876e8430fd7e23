// The inbox: the open thread follows what happens, the counts too. Without this script every page still works.
const main = document.querySelector("#main");
const find = (selector) => document.querySelector(selector);
let source;
let lost;

const atEnd = () => {
  const box = find("#scroll");
  return !box || box.scrollHeight - box.scrollTop - box.clientHeight < 80;
};
let following = true; // at the end when last scrolled: also once what stands below has taken some of the room
const toEnd = () => {
  following = true;
  const box = find("#scroll");
  if (box) box.scrollTop = box.scrollHeight;
  const pill = find("#pill");
  if (pill) pill.hidden = true;
};

const isAtActs = () => {
  const acts = find("#acts");
  return Boolean(acts && (acts.querySelector("details[open]") || acts.contains(document.activeElement)));
};

// The lines are read anew; the field that somebody writes in stays as it is, and so does what they have scrolled to.
let staleActs = false; // something was open there: made new once it is shut
let fetching = false;
let again = false;
// Not by htmx.ajax, whose promise never ends where another request takes its place in the queue of the page.
async function fetchLines(thread, asked) {
  try {
    const answer = await fetch(`${thread.dataset.lines}?${asked}`, { headers: { "HX-Request": "true" } });
    const elsewhere = answer.headers.get("hx-redirect");
    if (elsewhere) location.assign(elsewhere);
    if (answer.status !== 200) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    if (find("#thread[data-lines]") === thread) {
      if (isAtActs()) { staleActs = true; fresh.querySelector("#acts")?.remove(); } // opened while these were on their way
      for (const piece of fresh.querySelectorAll("[hx-swap-oob]")) renewPiece(piece);
      renewLines(fresh);
      document.dispatchEvent(new Event("lines")); // what is on its way stands below them
    } else again = true; // a newer pane has come meanwhile: these lines may be older than its own
  } catch {
    lost = true; // the stream, once it is back, has them read again
  }
}
// What says the same stays the very element that it was: with the focus, what is selected and what is unfolded in it, and no screen reader
// reads it out once more.
const said = (one) => {
  const bare = one.cloneNode(true);
  for (const fold of [bare, ...bare.querySelectorAll("[open]")]) fold.removeAttribute("open");
  return bare.outerHTML;
};
function renewPiece(piece) {
  piece.remove();
  piece.removeAttribute("hx-swap-oob");
  const now = document.getElementById(piece.id);
  if (!now || said(now) === said(piece)) return;
  now.replaceWith(piece);
  htmx.process(piece);
}
function renewLines(fresh) {
  const lines = find("#lines");
  const older = olderThan(fresh);
  if (older.length) fresh.querySelector(".older")?.remove();
  const kept = new Map();
  for (const one of lines.children) if (!older.includes(one)) kept.set(said(one), one);
  const unfolded = [...lines.querySelectorAll("[data-place] .why[open]")].map((why) => why.closest("[data-place]").dataset.place);
  const taken = (one) => {
    const was = kept.get(said(one)) ?? one;
    kept.delete(said(one));
    return was;
  };
  const renewed = [...older, ...[...fresh.children].map(taken)];
  for (const one of [...lines.children]) if (!renewed.includes(one)) one.remove();
  renewed.forEach((one, at) => {
    if (lines.children[at] === one) return;
    lines.insertBefore(one, lines.children[at] ?? null);
    htmx.process(one);
    if (unfolded.includes(one.dataset.place)) for (const why of one.querySelectorAll(".why")) why.open = true;
  });
}
// What somebody has gone back to read stays above what is read anew, if the two meet; so does the way to what is older still.
function olderThan(lines) {
  const fresh = lines.querySelector("[data-place]");
  const shown = [...document.querySelectorAll("#lines > [data-place]")];
  const first = Number(fresh?.dataset.place ?? 0);
  const older = shown.filter((one) => Number(one.dataset.place) < first);
  if (!older.length || older.length === shown.length) return [];
  if (older.at(-1).classList.contains("day")) older.pop(); // the newer lines begin with their day
  const way = find("#lines > .older");
  return way ? [way, ...older] : older;
}
async function refresh() {
  const thread = find("#thread[data-lines]");
  if (!thread) return;
  if (fetching) { again = true; return; }
  fetching = true;
  const before = document.querySelectorAll("#lines .msg").length;
  const box = find("#scroll");
  const from = box.scrollHeight - box.scrollTop;
  const asked = new URLSearchParams();
  if (document.visibilityState === "visible") asked.set("seen", "1");
  staleActs = isAtActs();
  if (!staleActs) asked.set("acts", "1");
  await fetchLines(thread, asked);
  fetching = false;
  if (following) toEnd();
  else {
    box.scrollTop = box.scrollHeight - from;
    if (document.querySelectorAll("#lines .msg").length > before) find("#pill").hidden = false;
  }
  if (again) { again = false; refresh(); }
}

// Never reordered under the pointer, nor once more rows were asked for or some are selected: then each row is made new where it stands,
// and the list once nobody is at it any more.
let behind = false;
const customerOf = (row) => new URL(row.href).pathname.split("/").at(-1);
async function refreshRows() {
  const rows = find("#rows");
  if (!rows) return;
  behind = rows.querySelector(".tick:checked") || rows.matches(":hover") || rows.contains(document.activeElement) || rows.scrollTop > 0;
  if (behind) { renewRows(rows); return; }
  const open = find("#thread")?.dataset.customer ?? "";
  htmx.ajax("GET", rows.dataset.rows, { target: "#rows", swap: "innerHTML" }).then(() => choose(open));
}
async function renewRows(rows) {
  try {
    const answer = await fetch(rows.dataset.rows, { headers: { "HX-Request": "true" } });
    if (answer.status !== 200) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = new Map([...page.querySelectorAll(".conv")].map((row) => [row.getAttribute("href").split("?")[0].split("/").at(-1), row]));
    for (const row of rows.querySelectorAll(".conv")) {
      const now = fresh.get(customerOf(row));
      if (!now) continue;
      row.replaceChildren(...now.childNodes);
      row.classList.toggle("new", now.classList.contains("new"));
    }
  } catch { /* the stream tells that nothing comes any more */ }
}
find("#rows")?.addEventListener("pointerleave", () => { if (behind) refreshRows(); });

function choose(customer) {
  for (const row of document.querySelectorAll("#rows .conv")) {
    if (customer && customerOf(row) === customer) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

function follow(customer) {
  source?.close();
  let counted = false;
  const mark = find("#thread")?.dataset.mark || ""; // what comes between the page and the stream is news too
  source = new EventSource(`${main.dataset.live}/${encodeURIComponent(customer || "-")}?mark=${mark}`);
  for (const name of ["ready", "counts", "thread", "rows", "others"]) source.addEventListener(name, () => { seenAt = new Date(); });
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
    if (lost) { lost = false; refresh(); refreshRows(); }
    tellLost("");
  });
  source.addEventListener("error", () => {
    lost = true;
    waiting ??= setTimeout(() => tellLost("lost"), 3000); // a server that comes back at once is no news
    if (source.readyState === EventSource.CLOSED) comeBack(customer);
  });
}

// A line says how old what one sees is. A browser that was refused does not try again by itself: the server was away, or the session is over.
let waiting;
let seenAt = new Date();
function tellLost(how) {
  clearTimeout(waiting);
  waiting = undefined;
  for (const line of document.querySelectorAll(".lost-line")) {
    line.hidden = !how;
    if (!how) continue;
    const time = seenAt.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    line.firstElementChild.textContent = line.dataset[how].replace("{time}", time);
    const link = line.querySelector("a");
    link.hidden = how !== "over";
    link.href = `/console/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
  }
}
async function comeBack(customer) {
  const mine = source;
  await new Promise((done) => { setTimeout(done, 4000); });
  if (source !== mine) return; // another thread was opened meanwhile, with a stream of its own
  const answer = await fetch(find("#rows").dataset.rows, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (source !== mine) return;
  if (answer?.status === 401) { tellLost("over"); return; }
  follow(customer);
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

document.addEventListener("toggle", (event) => {
  if (staleActs && !event.target.open && event.target.closest?.("#acts")) refresh();
}, true);
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
});
// Who has come to the end has seen what is new. Scrolling doesn't bubble either.
document.addEventListener("scroll", (event) => {
  if (event.target.id !== "scroll") return;
  following = atEnd();
  if (following) find("#pill").hidden = true;
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
