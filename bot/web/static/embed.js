// Puts the chat on a shop's page: <script src="https://the-bot/chat/embed.js" async></script>
// data-lang="fr|en" · data-theme="light|dark" · data-topic="…" · data-open (opens by itself) · data-side="left" · data-label="…"
// Styles stand in a shadow root and are set by script, so that neither page reaches into the other and no inline style is needed.
(() => {
  const script = document.currentScript;
  if (!script || document.getElementById("parcours-chat")) return;
  const base = new URL(script.src).origin, data = script.dataset;
  const language = (data.lang || document.documentElement.lang || navigator.language || "fr").slice(0, 2).toLowerCase();
  const french = language === "fr";
  const label = data.label || (french ? "Discuter avec nous" : "Chat with us");
  const REMEMBERED = "parcours.open";
  const remember = (value) => { try { sessionStorage.setItem(REMEMBERED, value); } catch { /* a page without storage forgets */ } };
  const remembered = () => { try { return sessionStorage.getItem(REMEMBERED); } catch { return null; } };

  const host = document.createElement("div");
  host.id = "parcours-chat";
  host.style.setProperty("all", "initial", "important");   // the shop's own rules for every element stop here
  host.style.setProperty("display", "contents", "important");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; }
    .launch { color-scheme: ${data.theme === "dark" ? "dark" : "light"}; }
    .panel { color-scheme: ${data.theme === "dark" ? "dark" : data.theme === "light" ? "light" : "light dark"}; }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    .launch { position: fixed; bottom: max(20px, env(safe-area-inset-bottom)); inset-inline-end: 20px; z-index: 2147483000; display: grid; place-items: center; width: 56px; height: 56px; padding: 0; border: 0; border-radius: 50%; cursor: pointer;
      background: light-dark(#12614f, #6fcfb4); color: light-dark(#fff, #0c211b); box-shadow: 0 2px 4px #0002, 0 8px 24px #0003; }
    .launch:hover { background: light-dark(#0c4a3c, #93e0ca); }
    .launch:focus-visible { outline: 3px solid light-dark(#12614f, #6fcfb4); outline-offset: 3px; }
    .launch svg { width: 26px; height: 26px; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
    .count { position: absolute; top: -4px; inset-inline-end: -4px; min-width: 22px; height: 22px; padding: 0 6px; border-radius: 11px; background: #a8281c; color: #fff; font: 600 13px/22px system-ui, sans-serif; text-align: center; }
    .panel { position: fixed; bottom: 92px; inset-inline-end: 20px; z-index: 2147483001; width: min(400px, calc(100vw - 40px)); height: min(680px, calc(100dvh - 112px)); border-radius: 18px; overflow: hidden; background: light-dark(#fffefc, #1a1a18); box-shadow: 0 1px 2px #0002, 0 12px 40px #0004; }
    .left .launch, .left .panel { inset-inline: 20px auto; }
    iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: inherit; }
    @media (max-width: 640px), (max-height: 480px) {
      .panel, .left .panel { inset: 0; width: 100%; height: 100%; border-radius: 0; }
      .open .launch { display: none; }
    }
    @media (forced-colors: active) { .launch, .panel { border: 1px solid; } }
    @media print { .launch, .panel { display: none; } }
  `);
  root.adoptedStyleSheets = [sheet];

  const make = (tag, className, parent) => { const one = document.createElement(tag); one.className = className; return parent.appendChild(one); };
  const box = make("div", data.side === "left" ? "left" : "", root);
  const panel = make("div", "panel", box);
  const launch = make("button", "launch", box);
  const count = make("span", "count", launch);
  const NS = "http://www.w3.org/2000/svg";
  const drawing = launch.appendChild(document.createElementNS(NS, "svg")), path = drawing.appendChild(document.createElementNS(NS, "path"));
  drawing.setAttribute("viewBox", "0 0 24 24"); drawing.setAttribute("aria-hidden", "true");
  panel.hidden = count.hidden = true;
  launch.type = "button";
  let frame = null, here = false;   // here: the page in the frame is the chat, and listens

  const tell = (what) => { if (here) frame.contentWindow.postMessage({ parcours: what }, base); };
  function load() {
    const address = new URL("/chat", base);
    address.searchParams.set("framed", "");
    if (data.lang || document.documentElement.lang) address.searchParams.set("lang", language);
    if (data.theme) address.searchParams.set("theme", data.theme);
    if (data.topic) address.searchParams.set("topic", data.topic);
    frame = make("iframe", "", panel);
    frame.title = label;
    frame.allow = `geolocation ${base}`;
    frame.src = address.href;
  }
  function dress(open) {
    panel.hidden = !open;
    box.classList.toggle("open", open);
    launch.setAttribute("aria-expanded", String(open));
    launch.setAttribute("aria-label", open ? (french ? "Fermer la discussion" : "Close the chat") : label);
    path.setAttribute("d", open ? "m6 6 12 12M18 6 6 18" : "M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z");
  }
  function show() {
    if (!frame) load();
    count.hidden = true;
    dress(true);
    remember("yes");
    frame.focus();
    tell("shown");
  }
  function hide() {
    if (panel.hidden) return;
    dress(false);
    remember("no");
    tell("hidden");
    launch.focus();
  }
  launch.addEventListener("click", () => (panel.hidden ? show() : hide()));
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("message", (event) => {
    if (event.origin !== base || !frame || event.source !== frame.contentWindow) return;
    if (event.data?.parcours === "close") hide();
    if (event.data?.parcours === "here") { here = true; tell(panel.hidden ? "hidden" : "shown"); }
    if (event.data?.parcours === "unread" && panel.hidden) { count.textContent = String(event.data.count); count.hidden = false; }
  });
  function begin() {
    dress(false);
    document.body.append(host);
    if (remembered() === "yes" || (data.open !== undefined && remembered() !== "no")) show();
  }
  if (document.body) begin(); else document.addEventListener("DOMContentLoaded", begin);
})();
