// Pictures are made smaller on the phone before they are sent: a kindness to slow networks. The server checks them all the same.
const LONGEST = 2200;
const SMALL = 1_200_000;

async function smaller(file) {
  if (!file.type.startsWith("image/") || file.size < SMALL) return file;
  try {
    const picture = await createImageBitmap(file);
    const share = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * share);
    canvas.height = Math.round(picture.height * share);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
  } catch {
    return file;
  }
}

for (const input of document.querySelectorAll('input[type="file"][accept^="image/"]')) {
  input.addEventListener("change", async () => {
    const files = [...input.files];
    const before = files.reduce((sum, file) => sum + file.size, 0);
    const made = await Promise.all(files.map(smaller));
    const after = made.reduce((sum, file) => sum + file.size, 0);
    if (after >= before) return;
    const box = new DataTransfer();
    made.forEach((file) => box.items.add(file));
    input.files = box.files;
    const mb = (bytes) => (bytes / 2 ** 20).toFixed(1).replace(".", ",");
    const said = document.querySelector("[data-shrunk]");
    if (said) said.textContent = `Đã thu nhỏ ảnh từ ${mb(before)} MB còn ${mb(after)} MB để gửi cho nhanh.`;
  });
}
