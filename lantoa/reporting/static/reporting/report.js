// Extras of the report page: sentences put into a text with one press; the reason asked for as soon as a figure differs.
for (const button of document.querySelectorAll("[data-into]")) {
  button.addEventListener("click", () => {
    const text = document.getElementById(button.dataset.into);
    const sentence = button.textContent.trim();
    if (!text.value.includes(sentence)) text.value = [text.value.trim(), sentence].filter(Boolean).join("\n");
    button.disabled = true;
    text.dispatchEvent(new Event("change", { bubbles: true }));
    text.focus();
  });
}

const digits = (value) => value.replace(/[.\s\u00a0]/g, "");
for (const row of document.querySelectorAll(".report-row")) {
  const input = row.querySelector('input[name^="so-"]');
  if (!input) continue;
  const why = row.querySelector("[data-why]"), nil = row.querySelector("[data-nil]");
  input.addEventListener("input", () => {
    if (why) why.hidden = digits(input.value) === digits(why.dataset.why);
    if (nil) nil.hidden = digits(input.value) !== "0";
  });
  // Not sent before the reason is there: it would only come back.
  input.addEventListener("change", (event) => {
    const reason = why && !why.hidden && why.querySelector("input");
    if (reason && !reason.value.trim()) { event.stopPropagation(); reason.focus(); }
  });
}
