// A selection in the sentence fills the form: its words, and where they begin in code points. Without it, copy by hand.

const whole = document.querySelector("#whole");
const words = document.querySelector("textarea[name=words]");
const start = document.querySelector("input[name=start]");
const points = (text) => Array.from(text).length;

// Spaces at either end belong to nobody's words.
const take = () => {
  const selection = getSelection();
  if (selection.rangeCount === 0 || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (!whole.contains(range.startContainer) || !whole.contains(range.endContainer)) return;
  const before = document.createRange();
  before.selectNodeContents(whole);
  before.setEnd(range.startContainer, range.startOffset);
  const chosen = range.toString();
  const trimmed = chosen.trim();
  if (trimmed === "") return;
  words.value = trimmed;
  start.value = points(before.toString()) + points(chosen) - points(chosen.trimStart());
};

if (whole && words && start) {
  whole.addEventListener("mouseup", take);
  whole.addEventListener("touchend", take);
  document.addEventListener("keyup", (event) => {
    if (event.key === "Shift" || event.shiftKey) take();
  });
  words.addEventListener("input", () => {
    start.value = "";
  });
}
