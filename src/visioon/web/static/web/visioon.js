// Small comforts; every page works without them.

// The phone menu closes by Escape and by a press outside it.
const menu = document.querySelector("details.menu");

if (menu) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
}

// What such a form asks for stands in the address while it is moved, so that the page can be shared; nothing is stored.
for (const form of document.querySelectorAll("form[data-in-address]")) {
  form.addEventListener("input", () => history.replaceState(null, "", `?${new URLSearchParams(new FormData(form))}`));
}

// After a refused form the list of what is wrong is read out first.
if (document.querySelector('main form[method="post"]')) document.querySelector('.note.is-alert[role="alert"]')?.focus();

// Folded tables are printed open.
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details.fold:not([open])")) {
    fold.open = true;
    fold.dataset.openedForPrint = "";
  }
});
addEventListener("afterprint", () => {
  for (const fold of document.querySelectorAll("details[data-opened-for-print]")) {
    fold.open = false;
    delete fold.dataset.openedForPrint;
  }
});
