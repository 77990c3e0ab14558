// The workshop on the big screen: arrows walk over the candidates, keys press their buttons, the screen keeps itself new.

const SECONDS = 15;
const cards = () => [...document.querySelectorAll(".candidate")];
const here = () => document.activeElement?.closest(".candidate");
const typing = () => document.activeElement?.matches("input, select, textarea");
let kept = "";

const step = (way) => {
  const all = cards();
  const at = all.indexOf(here());
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + way, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
};

// A key acts only while a candidate has the focus, so that nothing is pressed by chance.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing()) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (cards().length === 0) return;
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
    return;
  }
  // On a keyboard of another script the place of the key counts.
  const letter = /^[a-z]$/i.test(event.key) ? event.key : event.code.replace("Key", "");
  const button = here()?.querySelector(`[data-key="${CSS.escape(letter.toLowerCase())}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// The candidate that had the focus has it again on the new screen.
document.addEventListener("htmx:beforeSwap", () => {
  kept = here()?.id ?? "";
});
document.addEventListener("htmx:afterSettle", () => {
  if (kept) document.getElementById(kept)?.focus();
});

setInterval(() => {
  const open = document.querySelector("#candidates details[open]");
  if (!open && !typing() && document.visibilityState === "visible") document.body.dispatchEvent(new Event("again"));
}, SECONDS * 1000);
