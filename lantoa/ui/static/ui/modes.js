// Larger text and high contrast, kept in this browser only (localStorage, no cookie). Loaded before the page is drawn, so
// that it does not flash; the buttons are shown once the page is there.
(() => {
  const MODES = { text: "lon", contrast: "cao" };
  const root = document.documentElement;
  const read = (name) => { try { return localStorage.getItem("lantoa-" + name); } catch { return null; } };
  const write = (name, value) => {
    try { value ? localStorage.setItem("lantoa-" + name, value) : localStorage.removeItem("lantoa-" + name); } catch { /* storage is off: the choice holds for this page */ }
  };
  for (const [name, value] of Object.entries(MODES)) if (read(name) === value) root.dataset[name] = value;

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-mode]")) {
      const name = button.dataset.mode;
      button.hidden = false;
      button.setAttribute("aria-pressed", String(name in root.dataset));
      button.addEventListener("click", () => {
        const on = !(name in root.dataset);
        if (on) root.dataset[name] = MODES[name]; else delete root.dataset[name];
        write(name, on ? MODES[name] : null);
        for (const other of document.querySelectorAll(`[data-mode="${name}"]`)) other.setAttribute("aria-pressed", String(on));
      });
    }
  });
})();
