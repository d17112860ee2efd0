// Each field is kept a moment after it was left or typed in. Without this there is the button "Lưu nháp".
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const said = form.querySelector("[data-saved]");
  let waiting = 0, sending = false, again = false;

  async function keep() {
    if (sending) { again = true; return; }
    sending = true;
    const typed = new FormData(form);
    typed.delete("submit_key");
    for (const input of form.querySelectorAll('input[type="file"]')) typed.delete(input.name);
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: typed });
      if (!answer.ok) throw new Error();
      said.textContent = `Đã tự lưu nháp lúc ${(await answer.json()).at}.`;
    } catch {
      said.textContent = "Chưa tự lưu được. Kiểm tra mạng, rồi bấm “Lưu nháp”.";
    }
    sending = false;
    if (again) { again = false; keep(); }
  }

  const later = (pause) => { clearTimeout(waiting); waiting = setTimeout(keep, pause); };
  form.addEventListener("input", (event) => { if (event.target.type !== "file") later(1500); });
  form.addEventListener("change", (event) => { if (event.target.type !== "file") later(100); });
  form.addEventListener("submit", () => clearTimeout(waiting));
}
