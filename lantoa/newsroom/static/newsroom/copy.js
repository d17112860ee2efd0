// A button that copies the words it names; without this file the words can be selected as any others.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  const said = button.lastChild;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText.trim());
    said.textContent = "Đã chép";
    setTimeout(() => { said.textContent = "Chép"; }, 2500);
  });
}
