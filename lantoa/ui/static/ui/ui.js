// Small helps; every page works without them.

// The error summary takes focus, so that a screen reader hears it first.
document.querySelector("[data-focus]")?.focus();

// Toasts can be put away.
for (const button of document.querySelectorAll("[data-dismiss]")) {
  button.hidden = false;
  button.addEventListener("click", () => button.parentElement.remove());
}

// Ctrl+K goes to the search box.
const search = document.querySelector("[data-hotkey]");
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && search) {
    event.preventDefault();
    search.focus();
  }
});

// An open drop-down closes on Escape (focus returns to its button) and on a press outside.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.activeElement?.closest("details.drop[open]") ?? document.querySelector("details.drop[open]");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.drop[open]")) if (!open.contains(event.target)) open.open = false;
});

// Arrow keys walk the matrix.
for (const matrix of document.querySelectorAll(".matrix")) {
  matrix.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    const cell = event.target.closest("td");
    if (!step || !cell) return;
    const rows = [...matrix.querySelectorAll("tbody tr")];
    let row = rows.indexOf(cell.parentElement);
    let column = cell.cellIndex;
    for (;;) { // past rows and cells that hold no link
      row += step[0]; column += step[1];
      const target = rows[row]?.cells[column];
      if (row < 0 || row >= rows.length || column < 0 || (step[1] && !target)) return;
      const link = target?.matches("td") && target.querySelector("a, button");
      if (link) { event.preventDefault(); link.focus(); return; }
    }
  });
}

// The page says that it was opened: its path alone, to this site alone. Readers who ask not to be counted are not.
const visit = document.querySelector("[data-visit]")?.dataset.visit;
if (visit && navigator.sendBeacon && navigator.doNotTrack !== "1" && !navigator.globalPrivacyControl) navigator.sendBeacon(visit, location.pathname);

// A browser names its file button in its own language; ours says it in Vietnamese. The real control lies over it: a press, the keyboard
// and a file dropped on it all work as before.
for (const input of document.querySelectorAll('input[type="file"]:not([hidden])')) {
  const box = document.createElement("span");
  box.className = "pick-file";
  box.innerHTML = '<span class="btn btn-sm btn-soft" aria-hidden="true">Chọn tệp</span><span class="quiet" aria-hidden="true"></span>';
  input.before(box);
  box.prepend(input);
  const say = () => { box.lastElementChild.textContent = [...input.files].map((file) => file.name).join(", ") || "Chưa chọn tệp nào"; };
  input.addEventListener("change", say);
  input.form?.addEventListener("reset", () => setTimeout(say));
  say();
}
