// Keys of the slides: arrows, space and page keys turn the page, Escape leaves. The links do the same without a script.
const turn = { ArrowRight: "next", PageDown: "next", " ": "next", Enter: "next", ArrowLeft: "prev", PageUp: "prev" };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("a, summary, button")) return;
  const link = event.key === "Escape" ? document.querySelector("[data-leave]") : turn[event.key] && document.querySelector(`a[rel="${turn[event.key]}"]`);
  if (link) { event.preventDefault(); link.click(); }
});
