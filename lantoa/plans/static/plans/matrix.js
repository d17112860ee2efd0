// One stop of the Tab key for the whole matrix: the arrows walk it (ui.js), Home and End go to the ends of a row,
// with Ctrl to the corners. Without this module every cell is a plain link.
for (const matrix of document.querySelectorAll(".matrix")) {
  const links = [...matrix.querySelectorAll("tbody td a")];
  if (!links.length) continue;
  for (const link of links) link.tabIndex = -1;
  let stop = links[0];
  stop.tabIndex = 0;
  matrix.addEventListener("focusin", (event) => {
    const link = event.target.closest("tbody td a");
    if (!link) return;
    stop.tabIndex = -1;
    stop = link;
    stop.tabIndex = 0;
  });
  matrix.addEventListener("keydown", (event) => {
    if (event.key !== "Home" && event.key !== "End") return;
    const row = event.target.closest("tbody tr");
    if (!row) return;
    const among = event.ctrlKey ? links : [...row.querySelectorAll("td a")];
    event.preventDefault();
    among.at(event.key === "Home" ? 0 : -1)?.focus();
  });
}
