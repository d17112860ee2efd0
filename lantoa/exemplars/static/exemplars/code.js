// Keeping the code: copied, or saved as a picture. Both are extras: the code stands on the page, and a message can be sent.
const ticket = document.querySelector("[data-code]");
if (ticket) {
  const { code, address } = ticket.dataset;
  const said = ticket.querySelector("[data-said]");
  const copy = ticket.querySelector("[data-copy]");
  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(code); said.textContent = `Đã chép mã ${code}.`; } catch { said.textContent = "Chưa chép được. Hãy chụp màn hình."; }
    });
  }
  const save = ticket.querySelector("[data-picture]");
  save.hidden = false;
  save.addEventListener("click", () => {
    const canvas = document.createElement("canvas");
    canvas.width = 1080; canvas.height = 720;
    const pen = canvas.getContext("2d");
    const font = getComputedStyle(document.body).fontFamily;
    pen.fillStyle = "#FCFAF5"; pen.fillRect(0, 0, 1080, 720);
    pen.fillStyle = "#560E13"; pen.fillRect(0, 0, 1080, 16);
    pen.textAlign = "center";
    pen.fillStyle = "#1F1A17"; pen.font = `600 44px ${font}`; pen.fillText("Mã theo dõi việc tốt đã kể", 540, 210);
    pen.fillStyle = "#7A1519"; pen.font = `700 112px ${font}`; pen.fillText(code, 540, 380);
    pen.fillStyle = "#463E37"; pen.font = `400 32px ${font}`; pen.fillText(address.replace(/^https?:\/\//, "").replace(/\?.*/, ""), 540, 500);
    canvas.toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${code}.png`;
      link.click();
      URL.revokeObjectURL(link.href);
      said.textContent = "Đã lưu ảnh có mã.";
    }, "image/png");
  });
}
