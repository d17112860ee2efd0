// The line can be selected and copied by hand; the button only saves that.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const said = document.querySelector("[data-copied]");
    const field = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Đã chép. Dán vào khối HTML của trang.";
    } catch {
      field.select();
      said.textContent = "Máy không cho chép bằng nút. Dòng đã được chọn: bấm Ctrl+C.";
    }
  });
}
