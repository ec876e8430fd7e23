// Photos in the web chat: chosen, taken, pasted or dropped; made smaller here, so that little travels; drawn on a canvas,
// because the page's policy lets no picture in that is not an address.

const EDGE = 1600, HEAVIEST = 900_000, AT_ONCE = 6;   // pixels; base64 signs, so that a message stays under 1 MiB
const LARGEST = 16 * 1024 * 1024;   // bytes of what travels as it is: a film, a recording, a picture that this browser can't draw
const PICTURE = /\.(jpe?g|png|webp|gif|hei[cf])$/i, AS_IT_IS = /^(video|audio)\//, HEIC = /\.hei[cf]$/i;
const main = document.getElementById("main"), tray = document.getElementById("tray"), files = document.getElementById("files");
const chosen = new Map();   // what is in the tray -> { photo: its JPEG in base64 } or { file }

function canvas(picture, label, edge = EDGE) {
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  const drawn = document.createElement("canvas");
  drawn.width = Math.max(1, Math.round(picture.width * scale));
  drawn.height = Math.max(1, Math.round(picture.height * scale));
  drawn.className = "picture";
  drawn.setAttribute("role", "img"); drawn.setAttribute("aria-label", label);
  const pen = drawn.getContext("2d");
  pen.fillStyle = "#fff"; pen.fillRect(0, 0, drawn.width, drawn.height);
  pen.drawImage(picture, 0, 0, drawn.width, drawn.height);
  return drawn;
}
function jpeg(picture) {
  let found = "";
  for (const [edge, quality] of [[EDGE, 0.85], [EDGE, 0.7], [1200, 0.7], [800, 0.6]]) {
    found = canvas(picture, "", edge).toDataURL("image/jpeg", quality).split(",")[1];
    if (found.length <= HEAVIEST) break;
  }
  return found;
}
const opened = async (blob, label) => canvas(await createImageBitmap(blob), label);

/** A photo that is still ours to send, from its base64. */
export function redrawn(photo, label) {
  return opened(new Blob([Uint8Array.from(atob(photo), (sign) => sign.charCodeAt(0))]), label);
}
/** A photo that the server has. A frame that may keep no cookie asks for it with its header. */
export function shown(url, headers, label) {
  if (!Object.keys(headers).length) {
    const image = document.createElement("img");
    image.className = "picture"; image.alt = label; image.loading = "lazy"; image.src = url;
    image.addEventListener("error", () => { image.replaceWith(missing(label)); });
    return image;
  }
  const place = missing(label);
  fetch(url, { headers }).then((answer) => answer.blob()).then((blob) => opened(blob, label)).then((drawn) => place.replaceWith(drawn), () => {});
  return place;
}
function missing(label) {
  const box = document.createElement("span");
  box.className = "attached"; box.textContent = label;
  return box;
}
/** What is in the tray; the tray is empty then. */
export function take() {
  const all = [...chosen.values()];
  chosen.clear(); tray.replaceChildren(); tray.hidden = true;
  return all;
}
export function start({ words, make, icon, say, field }) {
  const attach = document.getElementById("attach");
  if (!attach) return;
  let said = "";   // the last fault: a good choice takes it away, and no other notice
  async function add(given) {
    let fault = "";
    for (const file of given) {
      if (chosen.size >= AT_ONCE) { fault = words.many_photos; break; }
      fault = (await put(file)) || fault;
    }
    if (fault || said) say(fault);
    said = fault;
    field.focus();
  }
  async function put(file) {   // says what is wrong with it, else nothing
    const isPicture = file.type ? file.type.startsWith("image/") && !file.type.includes("svg") : PICTURE.test(file.name);
    const picture = isPicture && await createImageBitmap(file).catch(() => null);
    if (picture) return lay(canvas(picture, words.photo, 160), words.remove_photo, { photo: jpeg(picture) });
    if (!AS_IT_IS.test(file.type) && !HEIC.test(file.name)) return words.no_photo;
    if (file.size > LARGEST) return words.photo_large;
    return lay(make("span", "attached", file.name || words.file), words.remove_file, { file });
  }
  function lay(shownAs, remove, what) {
    const one = make("li"), out = one.appendChild(make("button"));
    one.prepend(shownAs);
    out.type = "button"; out.setAttribute("aria-label", remove); out.append(icon("x"));
    out.addEventListener("click", () => { chosen.delete(one); one.remove(); tray.hidden = !chosen.size; field.focus(); });
    chosen.set(one, what);
    tray.append(one); tray.hidden = false;
  }
  const dragged = (event) => event.dataTransfer?.types.includes("Files");
  attach.addEventListener("click", () => files.click());
  files.addEventListener("change", () => { add([...files.files]); files.value = ""; });
  field.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length) { event.preventDefault(); add([...event.clipboardData.files]); }
  });
  addEventListener("dragover", (event) => { if (dragged(event)) { event.preventDefault(); main.classList.add("dropping"); } });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) main.classList.remove("dropping"); });
  addEventListener("drop", (event) => {
    main.classList.remove("dropping");
    if (dragged(event)) { event.preventDefault(); add([...event.dataTransfer.files]); }
  });
}
