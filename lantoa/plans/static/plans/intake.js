// Click a sentence and its duties light up; click a duty and its sentences do. Without this the links between them still work.
const root = document.querySelector("[data-intake]");
if (root) {
  const sentences = [...root.querySelectorAll("[data-clause]")];
  const duties = [...root.querySelectorAll("[data-clauses]")];
  const asks = (duty, sentence) => duty.dataset.clauses.split(" ").includes(sentence.dataset.clause);

  const light = (chosen) => {
    const isDuty = "clauses" in chosen.dataset;
    for (const item of [...sentences, ...duties]) item.classList.remove("lit");
    const partners = isDuty ? sentences.filter((s) => asks(chosen, s)) : duties.filter((d) => asks(d, chosen));
    for (const item of [chosen, ...partners]) item.classList.add("lit");
    return partners;
  };

  root.addEventListener("click", (event) => {
    if (event.target.closest("button, input, label, summary")) return;
    const link = event.target.closest("a[href^='#']");
    const chosen = event.target.closest("[data-clause], [data-clauses]");
    if (!chosen || (event.target.closest("a") && !link)) return;
    const partners = light(chosen);
    if (!link && partners.length && window.matchMedia("(min-width: 861px)").matches) {
      partners[0].scrollIntoView({ block: "nearest" });
    }
  });
}
