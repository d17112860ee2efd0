// The phone's own share sheet, or copying the link. Nothing of another site is asked.
for (const box of document.querySelectorAll("[data-share]")) {
  const { address, title } = box.dataset;
  const said = box.querySelector("[data-said]");
  const send = box.querySelector("[data-send]");
  const copy = box.querySelector("[data-copy]");
  if (navigator.share) {
    send.hidden = false;
    send.addEventListener("click", async () => {
      try { await navigator.share({ title, url: address }); } catch { /* the reader thought better of it */ }
    });
  }
  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(address); said.textContent = "Đã chép đường dẫn."; } catch { said.textContent = `Đường dẫn: ${address}`; }
    });
  }
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
