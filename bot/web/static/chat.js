// The web chat's script: shows the thread, sends what is written, and keeps both through a lost network.
// What others wrote is only ever set as text. Order: 1 keeping · 2 server · 3 drawing · 4 answers · 5 sending · 6 following · 7 frame · 8 start
// Photos (choosing, shrinking, drawing) are photos.js's.

const $ = (id) => document.getElementById(id), wait = (ms) => new Promise((done) => setTimeout(done, ms));
const main = $("main"), scroll = $("scroll"), thread = $("thread"), field = $("text"), newer = $("newer"), notice = $("notice");
const words = JSON.parse(main.dataset.words), language = main.dataset.language;
const framed = window.parent !== window;
const photos = await import(main.dataset.photos);
const online = () => new Promise((done) => addEventListener("online", done, { once: true }));

// 1 ── Keeping: the browser's storage, or this page's memory where a frame has none
const memory = new Map();
const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { memory.set(key, value); } };
const kept = (key) => { try { return localStorage.getItem(key); } catch { return memory.get(key) ?? null; } };
const forget = (key) => { try { localStorage.removeItem(key); } catch { memory.delete(key); } };
const keysKept = () => { try { return Object.keys(localStorage); } catch { return [...memory.keys()]; } };
const VISITOR = "parcours.visitor", UNSENT = "parcours.unsent.";

// 2 ── Server: the cookie says who we are; a frame that may keep no cookie says it in a header
const me = () => (kept(VISITOR) ? { "x-visitor": kept(VISITOR) } : {});
function post(path, body) {
  const headers = { "content-type": "application/json", ...me() };
  return fetch(path, { method: "POST", headers, body: JSON.stringify(body), signal: AbortSignal.timeout(15000) });
}
function upload({ key, body, file }, progress) {   // the same for a photo or a file: only XMLHttpRequest tells how far it is
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest(), status = () => new Response(request.response, { status: request.status, headers: { "retry-after": request.getResponseHeader("retry-after") ?? "" } });
    const [path, headers, sent] = file ? ["/chat/files", { "content-type": "application/octet-stream", "x-key": key }, file]
      : ["/chat/messages", { "content-type": "application/json" }, JSON.stringify(body)];
    request.open("POST", path);
    for (const [name, value] of Object.entries({ ...headers, ...me() })) request.setRequestHeader(name, value);
    request.timeout = file ? 180000 : 90000;
    request.upload.onprogress = ({ loaded, total }) => { progress.value = loaded / total; };
    request.onload = () => done(status());
    request.onerror = request.ontimeout = () => fail(new TypeError("not sent"));
    request.send(sent);
  });
}
let greeted = false, greeting = null;
// One greeting at a time: who writes before we are known must not become somebody else than who follows the thread.
const greet = () => (greeting ??= hello().finally(() => { greeting = null; }));
async function hello() {
  const address = new URLSearchParams(location.search);
  const code = address.get("ref");  // a friend's code
  const topic = code ? `ref_${code}` : address.get("topic") ?? "";
  const answer = await post("/chat/hello", { language, topic });
  if (!answer.ok) throw answer;
  const { visitor } = await answer.json();
  if (visitor) keep(VISITOR, visitor);
  greeted = true;
}
function say(sentence) { notice.textContent = sentence; notice.hidden = !sentence; }
const trouble = (fault) => say(fault instanceof Response ? words.busy : words.offline);

// 3 ── Drawing
const lines = new Map();          // id -> line, as shown
const [linesBox, pendingBox, after] = [0, 1, 2].map(() => thread.appendChild(make("div", "part")));
let stuck = true, top = 0, ready = false, typing = false, lastDay = "", lastLine = null, lastBubble = null, speaker = "";

function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
function icon(name, label) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = svg.appendChild(document.createElementNS(svg.namespaceURI, "use"));
  use.setAttribute("href", `#${name}`);
  svg.setAttribute("class", name === "checks" ? "i seen" : "i");
  if (label) { svg.setAttribute("role", "img"); svg.setAttribute("aria-label", label); } else svg.setAttribute("aria-hidden", "true");
  return svg;
}
function link(url, label, className) {
  const a = make("a", className, label);
  if (url.startsWith("https://") || url.startsWith("/media/") || /^\/chat\/(files|photos)\//.test(url)) a.href = url;
  a.target = "_blank"; a.rel = "noopener noreferrer nofollow";
  return a;
}
// A French sign stays with its word, also where a visitor has put a plain space before it.
const tied = (text) => text.replace(/ (?=[?!:;»](?:\s|$))/g, "\u00a0").replace(/« /g, "«\u00a0");
function written(text) {
  const box = make("div", "text");
  box.dir = "auto";
  let from = 0;
  for (const found of text.matchAll(/https:\/\/[^\s<>"“”«»]+/g)) {
    const url = found[0].replace(/[.,;:!?'’)\]}…]+$/, "");
    box.append(tied(text.slice(from, found.index)), link(url, url));
    from = found.index + url.length;
  }
  box.append(tied(text.slice(from)));
  return box;
}
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayName = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" });
function timeOf(at) { const time = make("time", "", clock.format(at)); time.dateTime = at.toISOString(); return time; }
function dayOf(at) {
  const yesterday = new Date(); yesterday.setDate(yesterday.getDate() - 1);
  const day = at.toDateString();
  return day === new Date().toDateString() ? words.today : day === yesterday.toDateString() ? words.yesterday : dayName.format(at);
}
function picture(media) {
  if (media.kind !== "photo" && media.kind !== "sticker") return link(media.url, media.name || words.attachment, "attached");
  const image = make("img", "picture");
  image.alt = media.name || words.picture;
  image.loading = "lazy"; image.referrerPolicy = "no-referrer"; image.src = media.url;
  image.addEventListener("error", () => image.replaceWith(media.url.startsWith("/chat/tables/") ? written(image.alt) : link(media.url, image.alt, "attached")));
  return image;
}
// A command of ours that a button says is shown as the button's words, by whomever it was typed.
const commands = new Map([...document.querySelectorAll("[data-says]")].map((one) => [one.dataset.says, one.textContent]));
function bubble(line) {
  const box = make("div", `msg ${line.from}`);
  for (const url of line.photos ?? []) box.append(line.drawn ?? photos.shown(url, me(), words.photo));
  for (const url of line.files ?? []) box.append(kept(VISITOR) ? make("span", "attached", words.file) : link(url, words.file, "attached"));   // a link carries no header
  if (line.media) box.append(picture(line.media));
  const text = line.place ? words.my_place : (line.from === "me" && commands.get(line.text)) || line.text;
  if (text) box.append(written(text));
  if (line.place) box.lastChild.prepend(icon("pin"), " ");
  for (const { url, label } of line.links ?? []) box.append(link(url, label, "attached"));
  return box;
}
function signature(line) {   // who speaks is said when it is new: on a day's first answer, and when the hands change
  const by = make("div", "by");
  by.append(timeOf(new Date(line.at)));
  if (line.from === "me") by.append(icon("checks", words.seen));
  else if (speaker !== line.from) by.append(line.from === "bot" ? words.automatic : words.team);
  return by;
}
function show(line) {
  const at = new Date(line.at);
  if (at.toDateString() !== lastDay) {
    lastDay = at.toDateString(); lastLine = null; speaker = "";
    linesBox.append(make("div", "day", dayOf(at)));
  }
  const box = bubble(line);
  const goesOn = lastLine?.from === line.from && at - new Date(lastLine.at) < 300000;   // one group: only its last says when
  if (goesOn) box.classList.add("close");
  box.append((goesOn && lastBubble.querySelector(".by")) || signature(line));
  if (goesOn) box.querySelector("time").replaceWith(timeOf(at));
  linesBox.append(box);
  if (line.from !== "me") speaker = line.from;
  [lastLine, lastBubble] = [line, box];
}
function toEnd() { scroll.scrollTop = scroll.scrollHeight; newer.hidden = true; }
scroll.addEventListener("scroll", () => {   // only a reader moves it up; what is added below does not
  const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;
  if (atEnd || scroll.scrollTop < top) stuck = atEnd;
  top = scroll.scrollTop;
  if (stuck) newer.hidden = true;
}, { passive: true });
newer.firstElementChild.addEventListener("click", toEnd);
const settle = new ResizeObserver(() => { if (stuck) toEnd(); });
settle.observe(thread); settle.observe(scroll);

// 4 ── Answers to tap: those of the last question, as long as nothing was said since
function refresh() {
  if (ready || lines.size || pending.size) $("opening")?.remove();
  after.replaceChildren();
  const asked = [...lines.values()].reverse();
  const upTo = asked.findIndex((line) => line.from === "me");
  const open = pending.size ? [] : upTo < 0 ? asked : asked.slice(0, upTo);
  const question = open.find((line) => line.choices?.length), place = open.find((line) => line.asks === "location");
  if (!lines.size && !pending.size && ready) after.append(make("p", "empty", words.welcome));
  if (typing) after.append(dots());
  if (question) after.append(scale(question.choices) ?? pills(question.choices));
  if (place) after.append(placeButton());
}
function dots() {
  const box = make("div", "dots");
  box.setAttribute("role", "img"); box.setAttribute("aria-label", words.typing);
  box.append(make("i"), make("i"), make("i"));
  return box;
}
function button(label, act) {
  const one = make("button", "", label);
  one.type = "button"; one.dir = "auto";
  one.addEventListener("click", act);
  return one;
}
const press = ({ label, press: sealed }) => button(label, () => send({ press: sealed }, label));
function pills(choices) {
  const row = make("div", "replies");
  row.append(...choices.map(press));
  return row;
}
function scale(choices) {   // 1 … 5, 0 … 10: a row of marks, whose ends may carry words
  const read = choices.map(({ label }) => /^(\d{1,2})(?:\s*[-–—:,(]?\s*(.+?)\)?)?$/u.exec(label));
  const rising = read.every((found, i) => found && (i === 0 || Number(found[1]) === Number(read[i - 1]?.[1]) + 1));
  if (read.length < 3 || !rising || read.slice(1, -1).some((found) => found[2])) return null;
  const box = make("div", "msg bot full"), row = box.appendChild(make("div", "rate"));
  row.classList.add({ 6: "six", 7: "seven", 10: "five", 11: "six" }[read.length] ?? "five");
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", words.scale.replace("{first}", choices[0].label).replace("{last}", choices.at(-1).label));
  choices.forEach((choice, i) => {
    const one = press(choice);
    one.textContent = read[i][1]; one.setAttribute("aria-label", choice.label);
    row.append(one);
  });
  const [first, last] = [read[0][2], read.at(-1)[2]];
  if (first || last) {
    const ends = box.appendChild(make("div", "ends small quiet"));
    ends.append(make("span", "", first ?? ""), make("span", "", last ?? ""));
  }
  return box;
}
function placeButton() {
  const row = make("div", "replies");
  const one = button(words.share_place, () => {
    one.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => send({ location: { latitude, longitude } }, words.my_place),
      () => { say(words.no_place); one.disabled = false; field.focus(); },
      { timeout: 15000, maximumAge: 60000 },
    );
  });
  one.prepend(icon("pin"));
  row.append(one);
  return row;
}

// 5 ── Sending: in order, each until it is on the server's disk; the key makes a repeat the same message
const pending = new Map();        // key -> what is not yet in the thread
let sending = null, pauseToSend = 1000;

function send({ file, ...body }, label) {
  const key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const item = { key, body: { key, ...body }, label, at: Date.now(), file };
  store(item);
  place(item);
  toEnd();
  flush();
}
// A file is with us as long as the page is: the browser's storage has no room for a film.
const store = (item) => { if (!item.file) keep(UNSENT + item.key, JSON.stringify({ ...item, box: undefined, drawn: undefined })); };
function place(item) {
  item.box = make("div", "msg me");
  if (item.body.photo) photos.redrawn(item.body.photo, words.photo).then((drawn) => { item.drawn = drawn; item.box.prepend(drawn); });
  if (item.file) item.box.append(make("span", "attached", item.file.name || words.file));
  if (item.label) item.box.append(written(item.label));
  pending.set(item.key, item);
  pendingBox.append(item.box);
  mark(item);
  refresh();
}
function mark(item) {
  item.box.querySelector(".by")?.remove();
  item.box.classList.toggle("waiting", !item.id);
  const by = item.box.appendChild(make("div", item.refused ? "by bad" : "by"));
  if (item.refused) by.append(reason(item), button(words.remove, () => { drop(item); refresh(); }));
  else by.append(timeOf(new Date(item.at)), item.id ? icon("check", words.sent) : icon("clock", words.waiting));
}
const reason = ({ body: { photo }, file, refused }) => (!photo && !file ? words.refused : { 413: words.photo_large, 415: words.no_photo, 422: words.no_photo }[refused] ?? words.refused);
function progress(item) {
  const bar = make("progress");
  bar.value = 0; bar.setAttribute("aria-label", words.sending);
  item.box.querySelector(".by").prepend(bar);
  return bar;
}
function drop(item) { item.box.remove(); pending.delete(item.key); forget(UNSENT + item.key); }
function flush() { sending ??= sendAll().finally(() => { sending = null; }); }
async function sendAll() {
  for (;;) {
    const item = [...pending.values()].find((one) => !one.id && !one.refused);
    if (!item) return;
    try {
      if (!greeted) await greet();
      await sendOne(item);
      pauseToSend = 1000;
      say("");
    } catch (fault) {
      trouble(fault);
      mark(item);
      const asked = fault instanceof Response ? Number(fault.headers.get("retry-after")) * 1000 : 0;
      await Promise.race([wait(Math.max(asked, pauseToSend)), online()]);
      pauseToSend = Math.min(pauseToSend * 2, 30000);
    }
  }
}
async function sendOne(item) {
  mark(item);
  const answer = await (item.body.photo || item.file ? upload(item, progress(item)) : post("/chat/messages", item.body));
  if (answer.ok) item.id = (await answer.json()).id;
  else if ([400, 403, 404, 413, 415, 422].includes(answer.status)) item.refused = answer.status;
  else { greeted &&= answer.status !== 401; throw answer; }
  if (item.id && lines.has(item.id)) drop(item);
  else { store(item); mark(item); }
  refresh();
}
function restore() {
  const items = keysKept().filter((key) => key.startsWith(UNSENT)).map((key) => JSON.parse(kept(key)));
  for (const item of items.sort((a, b) => a.at - b.at)) {
    if (Date.now() - item.at < 86400000) place(item); else forget(UNSENT + item.key);
  }
}

// 6 ── Following: server-sent events, read by hand because EventSource can't carry a header
let last = "", order = Promise.resolve(), unread = 0, shown = !framed;

async function take(event, number, data) {
  if (event === "ready") { ready = true; thread.setAttribute("aria-live", "polite"); flush(); refresh(); return; }
  if (event === "typing") { typing = JSON.parse(data).on; refresh(); return; }
  const line = JSON.parse(data);
  if (line.from === "me" && !lines.has(line.id) && sending) await Promise.race([sending, wait(3000)]);
  last = number;
  if (lines.has(line.id)) return;
  const mine = [...pending.values()].find((item) => item.id === line.id);
  const follows = stuck;
  if (mine) { drop(mine); line.drawn = mine.drawn; }
  lines.set(line.id, line);
  show(line);
  refresh();
  if (follows || !ready) toEnd(); else newer.hidden = false;
  if (ready && !shown && line.from !== "me") tell("unread", ++unread);
}
function read(block) {
  const parts = Object.fromEntries(block.split("\n").map((row) => [row.slice(0, row.indexOf(":")), row.slice(row.indexOf(":") + 2)]));
  if (parts.event) order = order.then(() => take(parts.event, parts.id, parts.data));
}
async function listen() {
  const abort = new AbortController();
  const watch = setInterval(() => { if (Date.now() - heard > 45000) abort.abort(); }, 5000);
  const hide = () => { if (document.hidden) asleep = setTimeout(() => abort.abort(), 60000); else clearTimeout(asleep); };
  let heard = Date.now(), asleep;
  document.addEventListener("visibilitychange", hide);
  try {
    const headers = { ...me(), ...(last && { "last-event-id": last }) };
    const answer = await fetch("/chat/stream", { headers, cache: "no-store", signal: abort.signal });
    if (answer.status === 401) greeted = false;
    if (!answer.ok) throw answer;
    if (![...pending.values()].some((item) => !item.id)) say("");
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ""; ;) {
      const { value, done } = await reader.read();
      if (done) return;
      heard = Date.now();
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      blocks.forEach(read);
    }
  } finally {
    clearInterval(watch); clearTimeout(asleep);
    typing = false;
    refresh();
    document.removeEventListener("visibilitychange", hide);
  }
}
async function follow() {
  for (let failures = 0; ;) {
    const since = Date.now();
    try {
      if (!greeted) await greet();
      await listen();
    } catch (fault) {
      if (failures > 0 && !document.hidden) trouble(fault);   // the first loss is mended before anybody notices
    }
    failures = Date.now() - since > 5000 ? 0 : failures + 1;
    while (document.hidden) await new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }));
    await Promise.race([wait(Math.min(1000 * 2 ** failures, 30000)), online()]);
  }
}

// 7 ── Frame: the shop's page is told that we want to close, and how many it has not seen; nothing else
function tell(what, count = 0) { if (framed) window.parent.postMessage({ parcours: what, count }, "*"); }
addEventListener("message", ({ source, data }) => {
  if (source !== window.parent || !framed) return;
  if (data?.parcours === "hidden") shown = false;
  if (data?.parcours === "shown") { shown = true; unread = 0; toEnd(); if (matchMedia("(pointer: fine)").matches) field.focus(); }
});
$("close")?.addEventListener("click", () => tell("close"));
addEventListener("keydown", (event) => { if (event.key === "Escape") tell("close"); });

// 8 ── Start
const grow = () => { field.style.height = "auto"; field.style.height = `${field.scrollHeight + 2}px`; };
field.addEventListener("input", grow);
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); $("form").requestSubmit(); }
});
$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim(), taken = photos.take(), first = taken[0]?.photo;
  if (first) send(text ? { photo: first, text } : { photo: first }, text);
  else if (text) send({ text }, text);
  for (const one of first ? taken.slice(1) : taken) send(one, "");
  field.value = "";
  grow(); field.focus();
});
for (const button of document.querySelectorAll("[data-says]")) button.addEventListener("click", () => { send({ text: button.dataset.says }, button.textContent); field.focus(); });
if (window.visualViewport && matchMedia("(pointer: coarse)").matches) {   // the keyboard of an iPhone covers the page
  const fit = () => document.documentElement.style.setProperty("--height", `${visualViewport.height}px`);
  visualViewport.addEventListener("resize", fit);
}
photos.start({ words, make, icon, say, field });
restore();
for (const one of document.querySelectorAll(":disabled")) one.disabled = false;   // what is pressed before we listen would be lost
if (!framed && matchMedia("(pointer: fine)").matches) field.focus();
tell("here");
follow();
