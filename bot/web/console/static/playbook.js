// The editor: says when a text could not be kept, keeps it before a link is followed, asks before an unkept one is left
// otherwise, keeps the trial's end in sight.
const form = document.querySelector("#edit");
const lost = document.querySelector("#lost");
let kept = form?.elements.text.value;
let sent = kept;
let leaving = null;
const refused = () => !lost.hidden || document.querySelector("#checked > .callout.bad");

form?.addEventListener("htmx:beforeRequest", () => { sent = form.elements.text.value; });
form?.addEventListener("htmx:afterRequest", (event) => {
  lost.hidden = event.detail.successful;
  if (refused()) leaving = null;
  else kept = sent;
  if (leaving && form.elements.text.value === kept) location.assign(leaving);
});
// What was typed last is sent half a second later: a link that is followed before waits for it, unless it was refused.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!form || !link || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (form.elements.text.value === kept || refused()) return;
  event.preventDefault();
  leaving = link.href;
  form.requestSubmit();
});
addEventListener("beforeunload", (event) => {
  if (form && form.elements.text.value !== kept) event.preventDefault();
});

// Tab goes on to the next field, as everywhere; two spaces are what YAML wants after Enter: the line before says how many.
form?.elements.text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return;
  const field = event.target;
  const line = field.value.slice(field.value.lastIndexOf("\n", field.selectionStart - 1) + 1, field.selectionStart);
  const indent = line.match(/^ */)[0];
  if (!indent) return;
  event.preventDefault();
  field.setRangeText(`\n${indent}`, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// An address may point to a line: there the cursor stands, inside the quotes of an answer that has no text yet.
const line = Number(form?.elements.text.dataset.line ?? 0);
if (line > 0) {
  const field = form.elements.text;
  const start = field.value.split("\n").slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const end = field.value.indexOf("\n", start) === -1 ? field.value.length : field.value.indexOf("\n", start);
  const cursor = field.value.slice(start, end).endsWith('""') ? end - 1 : end;
  field.focus();
  field.setSelectionRange(cursor, cursor);
  field.scrollTop = Math.max(0, (line - 8) * parseFloat(getComputedStyle(field).lineHeight));
}

document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id !== "trial") return;
  const said = document.querySelector("#said");
  if (said) said.scrollTop = said.scrollHeight;
  if (event.detail.requestConfig?.verb === "post") document.querySelector("#line")?.focus({ preventScroll: true });
});

// Somebody else saved the same file: mine in its place is mine from theirs on.
document.addEventListener("click", (event) => {
  const over = event.target.closest?.('[form="edit"][name="over"]');
  if (!over) return;
  event.preventDefault();
  form.elements.revision.value = over.value;
  form.requestSubmit();
});
