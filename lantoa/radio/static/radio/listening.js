// Tells the server which seconds of a bulletin were really played, and lets parts be dragged into order. Without it: buttons.

const REPORT_EVERY = 4; // seconds
for (const audio of document.querySelectorAll("audio[data-heard]")) {
  let from = null;
  let spans = [];
  let last = 0;
  const words = document.querySelector("[data-heard-words]");
  const send = async () => {
    const body = JSON.stringify({ spans });
    spans = [];
    const headers = { "content-type": "application/json", "x-csrftoken": audio.dataset.csrf };
    try {
      const answer = await fetch(audio.dataset.heard, { method: "POST", headers, body, keepalive: true });
      if (!answer.ok) return;
      const { heard, of, finished } = await answer.json();
      if (words) words.textContent = finished ? "Bạn đã nghe hết bản tin. Tải lại trang để duyệt phát." : `Bạn đã nghe ${heard} trên ${of} giây.`;
    } catch { /* the line is down: what was not reported must be heard again */ }
  };
  const close = () => {
    if (from !== null && audio.currentTime > from) spans.push([from, audio.currentTime]);
    from = null;
  };
  audio.addEventListener("playing", () => { from = audio.currentTime; last = from; send(); });
  audio.addEventListener("timeupdate", () => {
    if (from === null) return;
    const now = audio.currentTime;
    if (now < last || now - last > 2) { from = now; } // a jump is not listening
    last = now;
    if (now - from >= REPORT_EVERY) { spans.push([from, now]); from = now; send(); }
  });
  audio.addEventListener("seeking", () => { from = null; });
  audio.addEventListener("seeked", () => { if (!audio.paused) { from = audio.currentTime; last = from; } });
  for (const event of ["pause", "ended"]) audio.addEventListener(event, () => { close(); send(); });
}

for (const list of document.querySelectorAll("[data-arrange]")) {
  let dragged = null;
  for (const item of list.querySelectorAll("[data-part]")) {
    item.draggable = true;
    item.addEventListener("dragstart", (event) => { dragged = item; item.classList.add("is-dragged"); event.dataTransfer.effectAllowed = "move"; });
    item.addEventListener("dragend", () => { item.classList.remove("is-dragged"); dragged = null; });
    item.addEventListener("dragover", (event) => {
      if (!dragged || dragged === item) return;
      event.preventDefault();
      const { top, height } = item.getBoundingClientRect();
      item[event.clientY < top + height / 2 ? "before" : "after"](dragged);
    });
    item.addEventListener("drop", (event) => {
      event.preventDefault();
      const form = document.createElement("form");
      form.method = "post";
      form.action = list.dataset.arrange;
      const token = list.querySelector("[name=csrfmiddlewaretoken]").cloneNode();
      form.append(token);
      for (const part of list.querySelectorAll("[data-part]")) {
        const input = document.createElement("input");
        input.name = "phan"; input.value = part.dataset.part;
        form.append(input);
      }
      form.hidden = true;
      document.body.append(form);
      form.submit();
    });
  }
}
