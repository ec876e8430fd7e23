// Pieces of a page are made anew while somebody works in it by keyboard. Where the new piece has the element that had the focus, it has it
// again; in a list, whatever stands at its place; else the pane does that it was in, and Tab goes on from there. Whoever left an element by
// themselves is left alone.
const ABLE = "a[href], button, summary, select, textarea, input:not([type=hidden]), [tabindex]";
const LISTS = "#rows, #lines";
let had = null;

const isShown = (one) => one.checkVisibility() && !one.matches(".sr");
const nameOf = (one) => [one.tagName, one.name, one.matches("button") && one.value, one.getAttribute("href"), one.getAttribute("aria-label") ?? (one.matches("a, button, summary") && one.textContent.trim())].join();
const within = (box) => [...box.querySelectorAll(ABLE)];
const boxesOf = (one) => {
  const boxes = [];
  for (let box = one.closest("[id], [data-place]"); box; box = box.parentElement.closest("[id], [data-place]")) boxes.push(box);
  return boxes;
};
const again = (box) => (box.id ? document.getElementById(box.id) : document.querySelector(`#lines > [data-place="${box.dataset.place}"]`));

// Folded away, it is its fold that is at its place.
function shownOf(one) {
  if (!one || isShown(one)) return one;
  const summary = one.closest("details:not([open])")?.querySelector("summary");
  return summary && isShown(summary) ? summary : null;
}
function inItsPlace({ name, boxes, list, index }) {
  for (const box of boxes) {
    const now = again(box);
    if (!now) continue;
    const one = shownOf([now, ...within(now)].find((each) => nameOf(each) === name && each.matches(ABLE)));
    if (one) return one;
    break; // further out the same name is another thing's
  }
  const rows = list && again(list);
  return rows ? within(rows).filter(isShown).at(index) : boxes.map(again).find((box) => box?.hasAttribute("tabindex"));
}

document.addEventListener("focusin", ({ target }) => {
  const list = target.closest(LISTS);
  had = { one: target, name: nameOf(target), boxes: boxesOf(target), list, index: list ? within(list).filter(isShown).indexOf(target) : 0 };
});
// An element that is taken away loses the focus too: by the time of the microtask it is gone.
document.addEventListener("focusout", ({ target }) => queueMicrotask(() => {
  if (had?.one === target && target.isConnected) had = null;
}));
new MutationObserver(() => {
  if (!had || had.one.isConnected || document.activeElement !== document.body) return;
  const one = inItsPlace(had);
  had = null;
  one?.focus({ preventScroll: true });
}).observe(document.body, { childList: true, subtree: true });
