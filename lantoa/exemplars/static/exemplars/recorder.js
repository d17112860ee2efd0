// Speaking instead of typing: recorded here, sent at once, kept beside the words. Where the browser cannot, the button stays hidden.
import { REFUSED, clock, close, kindOfFile, openMicrophone } from "../ui/microphone.js";

const MOST_SECONDS = 180;

for (const box of document.querySelectorAll("[data-recorder]")) {
  const kind = kindOfFile();
  if (!kind) continue;
  box.hidden = false;
  const button = box.querySelector("button");
  const words = button.querySelector("span");
  const said = box.querySelector("[role=status]");
  const first = words.textContent;
  let recorder = null, ticking = 0, seconds = 0;

  const stop = () => { if (recorder?.state === "recording") recorder.stop(); };

  async function send(parts, stream) {
    close(stream);
    clearInterval(ticking);
    button.classList.remove("on");
    words.textContent = first;
    const form = new FormData();
    form.append("voice", new Blob(parts, { type: kind[0] }), `loi-ke.${kind[1]}`);
    said.textContent = "Đang lưu bản ghi âm…";
    button.disabled = true;
    try {
      const answer = await fetch(box.dataset.recorder, { method: "POST", body: form });
      const found = await answer.json();
      if (!answer.ok) throw new Error(found.error);
      for (const old of document.querySelectorAll("[data-given]")) old.remove();
      const player = document.createElement("audio");
      player.controls = true;
      player.src = found.file;
      said.replaceChildren(`Đã lưu lời kể ${clock(seconds)}. Nghe lại được, hoặc bấm nút để nói lại. `, player);
    } catch (error) {
      said.textContent = error.message && !(error instanceof TypeError) ? error.message : "Chưa lưu được bản ghi âm. Kiểm tra mạng rồi nói lại, hoặc viết vài câu.";
    }
    button.disabled = false;
  }

  button.addEventListener("click", async () => {
    if (recorder?.state === "recording") { stop(); return; }
    let stream;
    try {
      stream = await openMicrophone();
    } catch {
      said.textContent = `${REFUSED}, hoặc viết vài câu.`;
      return;
    }
    const parts = [];
    recorder = new MediaRecorder(stream, { mimeType: kind[0], audioBitsPerSecond: 32000 });
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => send(parts, stream));
    recorder.start(1000);
    seconds = 0;
    button.classList.add("on");
    words.textContent = "Bấm để dừng";
    said.textContent = "Đang ghi. Bạn cứ nói, tối đa 3 phút.";
    ticking = setInterval(() => {
      seconds += 1;
      words.textContent = `Bấm để dừng (${clock(seconds)})`;
      if (seconds >= MOST_SECONDS) stop();
    }, 1000);
  });
}
