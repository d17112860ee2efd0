// Tells the server which seconds of a bulletin were really played, and lets parts be dragged into order. Without it: buttons.

const REPORT_EVERY = 4; // seconds
const RETRY_AFTER = 3000; // milliseconds
for (const audio of document.querySelectorAll("audio[data-heard]")) {
  let from = null;
  let spans = [];
  const words = document.querySelector("[data-heard-words]");
  // One report at a time, in the order they were heard; what did not get through goes with the next one, or by itself a little later.
  const report = async () => {
    const told = spans;
    spans = [];
    const headers = { "content-type": "application/json", "x-csrftoken": audio.dataset.csrf };
    try {
      const answer = await fetch(audio.dataset.heard, { method: "POST", headers, body: JSON.stringify({ spans: told }), keepalive: true });
      if (!answer.ok) throw new Error(answer.status);
      const { heard, of, finished } = await answer.json();
      if (words) words.textContent = finished ? "Bạn đã nghe hết bản tin. Tải lại trang để duyệt phát." : `Bạn đã nghe ${heard} trên ${of} giây.`;
    } catch {
      spans = [...told, ...spans];
      if (audio.paused && spans.length) setTimeout(send, RETRY_AFTER);
    }
  };
  let reported = Promise.resolve();
  const send = () => { reported = reported.then(report); };
  const close = () => {
    if (from !== null && audio.currentTime > from) spans.push([from, audio.currentTime]);
    from = null;
  };
  audio.addEventListener("playing", () => { close(); from = audio.currentTime; send(); }); // also when the line was slow and it goes on
  audio.addEventListener("timeupdate", () => {
    if (from === null) return;
    const now = audio.currentTime;
    if (now - from >= REPORT_EVERY) { spans.push([from, now]); from = now; send(); }
  });
  audio.addEventListener("seeking", () => { from = null; }); // a jump is not listening
  audio.addEventListener("seeked", () => { if (!audio.paused) from = audio.currentTime; });
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
