// Reading a script aloud into the browser: a countdown, the words scrolling at reading speed, a level meter, listening before keeping,
// and a way to the server that outlives a lost line. Without this module the form under it sends a file.
//
//   <form method="post" enctype="multipart/form-data" data-recorder data-teleprompter="#loi-doc" data-pieces="…">
//     {% include "radio/parts/recorder.html" %}
//
// With `data-pieces` the take goes there piece by piece (PUT ?ban=KEY&manh=N, body = bytes; answers {"next": N}), and the form is sent
// with the fields take, pieces, mime, recorded=1. Without it the form is sent with the take as its file `sound`. The server answers with
// a redirect when it keeps the take; then `data-after`, or this page, is opened.
import { REFUSED, clock, close, kindOfFile, openMicrophone } from "../ui/microphone.js";

const MOST_SECONDS = 1200;
const PIECE = 262144; // bytes
const BITS = 64000; // a second; speech needs no more
const WAITS = [1000, 2000, 4000, 8000, 15000]; // milliseconds between two tries
const QUIET = 0.02, LOUD = 0.97; // share of full scale
const WISHES = { channelCount: 1, echoCancellation: false, noiseSuppression: true, autoGainControl: false };
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

for (const form of document.querySelectorAll("form[data-recorder]")) {
  const kind = kindOfFile();
  const panel = form.querySelector("[data-panel]");
  if (kind && panel) equip(form, panel, kind);
}

function equip(form, panel, kind) {
  const part = (name) => panel.querySelector(`[data-${name}]`);
  const button = Object.fromEntries([...panel.querySelectorAll("[data-do]")].map((one) => [one.dataset.do, one]));
  const said = part("said"), meter = part("level"), advice = part("advice"), time = part("clock");
  const player = part("take"), sent = part("sent"), rescue = part("rescue"), speed = part("rate"), shown = part("rate-shown");
  const prompter = teleprompter(document.querySelector(form.dataset.teleprompter), () => Number(speed.value));
  let stream, recorder, sound, watching = 0, ticking = 0, seconds = 0, take = null, address = "", loudest = 0, clipped = 0, busy = false;

  panel.hidden = false;
  show("start");
  say("Bấm “Ghi âm” rồi đọc lời ở trên. Đọc vấp thì ghi lại bao nhiêu lần cũng được.");

  button.start.addEventListener("click", begin);
  button.again.addEventListener("click", begin);
  button.stop.addEventListener("click", () => recorder?.stop());
  button.pause.addEventListener("click", pause);
  button.resume.addEventListener("click", resume);
  button.keep.addEventListener("click", keep);
  speed.addEventListener("input", () => { shown.value = `${speed.value} tiếng một phút`; });
  player.addEventListener("play", () => {
    if (busy || !take) return;
    button.keep.disabled = false;
    say("Nghe xong, nếu vừa ý thì bấm “Giữ bản này”.");
  });
  addEventListener("beforeunload", (event) => { if (take || recorder?.state === "recording") event.preventDefault(); });

  function say(words) { said.textContent = words; }

  function show(...names) { for (const [name, one] of Object.entries(button)) one.hidden = !names.includes(name); }

  async function begin() {
    forget();
    try {
      stream = await openMicrophone(WISHES);
    } catch {
      show("start");
      say(`${REFUSED} rồi bấm “Ghi âm”, hoặc tải tệp ghi sẵn lên.`);
      return;
    }
    show();
    prompter.begin();
    for (const count of [3, 2, 1]) {
      say(`Chuẩn bị đọc: ${count}`);
      await new Promise((done) => setTimeout(done, form.dataset.countdown === "0" ? 0 : 800));
    }
    const bytes = [];
    recorder = new MediaRecorder(stream, { mimeType: kind[0], audioBitsPerSecond: BITS });
    recorder.addEventListener("dataavailable", (event) => { if (event.data.size) bytes.push(event.data); });
    recorder.addEventListener("stop", () => finish(bytes));
    recorder.addEventListener("error", () => recorder.state !== "inactive" && recorder.stop());
    stream.getAudioTracks()[0].addEventListener("ended", () => recorder.state !== "inactive" && recorder.stop());
    recorder.start(1000);
    watch();
    run();
    show("pause", "stop");
    button.stop.focus({ preventScroll: true });
    say("Đang ghi.");
  }

  function run() {
    prompter.run();
    ticking = setInterval(() => {
      seconds += 0.2;
      time.textContent = clock(seconds);
      prompter.at(0.2);
      if (seconds >= MOST_SECONDS) recorder.stop();
    }, 200);
  }

  function pause() {
    recorder.pause();
    clearInterval(ticking);
    prompter.rest();
    show("resume", "stop");
    button.resume.focus({ preventScroll: true });
    say("Đang tạm dừng. Bấm “Đọc tiếp” khi sẵn sàng.");
  }

  function resume() {
    recorder.resume();
    run();
    show("pause", "stop");
    button.pause.focus({ preventScroll: true });
    say("Đang ghi.");
  }

  // The level, and what to do about it: judged over the loudest moment of each second.
  function watch() {
    sound = new AudioContext();
    const look = sound.createAnalyser();
    look.fftSize = 8192; // longer than the time between two looks, so that no peak slips by
    sound.createMediaStreamSource(stream).connect(look);
    const samples = new Float32Array(look.fftSize);
    let peak = 0, turns = 0, quiet = 0;
    watching = setInterval(() => {
      look.getFloatTimeDomainData(samples);
      const now = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      meter.value = Math.min(1, Math.sqrt(now)); // the ear hears doubling, not adding
      peak = Math.max(peak, now);
      if (++turns % 10) return;
      if (recorder?.state === "recording") {
        loudest = Math.max(loudest, peak);
        clipped += peak >= LOUD;
        quiet = peak < QUIET ? quiet + 1 : 0;
        const words = peak >= LOUD ? "Tiếng quá to, lùi xa micrô một chút." : quiet > 3 ? "Chưa nghe tiếng. Lại gần micrô hơn." : "";
        if (advice.textContent !== words) advice.textContent = words;
      }
      peak = 0;
    }, 100);
  }

  function finish(bytes) {
    clearInterval(ticking);
    clearInterval(watching);
    close(stream);
    sound?.close();
    prompter.rest();
    meter.value = 0;
    advice.textContent = "";
    take = new Blob(bytes, { type: kind[0] });
    if (take.size < 1000 || seconds < 1) {
      forget();
      show("start");
      say("Bản ghi quá ngắn. Bấm “Ghi âm” để ghi lại.");
      return;
    }
    address = URL.createObjectURL(take);
    player.src = address;
    player.hidden = false;
    rescue.href = address;
    rescue.download = `loi-doc.${kind[1]}`;
    button.keep.disabled = true;
    show("again", "keep");
    player.focus();
    if (loudest < QUIET) say("Hình như micrô không thu được tiếng. Nghe lại, rồi ghi lại nếu cần.");
    else if (clipped > 2) say("Có chỗ tiếng quá to nên có thể bị vỡ. Nghe lại rồi quyết định giữ hay ghi lại.");
    else say(`Đã ghi ${clock(seconds)}. Nghe lại trước khi giữ.`);
  }

  function forget() {
    URL.revokeObjectURL(address);
    take = null;
    seconds = loudest = clipped = 0;
    time.textContent = clock(0);
    player.pause();
    player.removeAttribute("src");
    player.hidden = sent.hidden = rescue.hidden = true;
  }

  async function keep() {
    if (busy) return;
    busy = true;
    button.keep.disabled = button.again.disabled = true;
    say("Đang gửi bản ghi…");
    try {
      const answer = form.dataset.pieces ? await sendInPieces() : await sendWhole();
      if (answer.type !== "opaqueredirect") throw new Refusal(await reason(answer));
      take = null;
      location.assign(form.dataset.after ?? location.href); // not followed here, or what the server says of success would be read by nobody
    } catch (error) {
      rescue.hidden = false;
      say(error instanceof Refusal ? error.message : "Chưa gửi được. Bản ghi vẫn còn trên máy này: tải về, hoặc bấm “Giữ bản này” để gửi lại.");
      busy = false;
      button.keep.disabled = button.again.disabled = false;
    }
  }

  async function sendInPieces() {
    const key = crypto.randomUUID();
    const count = Math.ceil(take.size / PIECE);
    const token = form.elements.csrfmiddlewaretoken.value;
    sent.hidden = false;
    sent.max = count;
    for (let place = 0; place < count; ) {
      sent.value = place;
      const answer = await patiently(`${form.dataset.pieces}?ban=${key}&manh=${place}`, {
        method: "PUT", body: take.slice(place * PIECE, (place + 1) * PIECE), headers: { "X-CSRFToken": token, "Content-Type": "application/octet-stream" },
      });
      if (!answer.ok) return answer;
      place = (await answer.json()).next;
    }
    sent.value = count;
    const fields = new FormData(form);
    fields.delete("sound");
    for (const [name, value] of [["take", key], ["pieces", count], ["mime", kind[0]], ["recorded", "1"]]) fields.set(name, value);
    return patiently(form.action, { method: "POST", body: fields, redirect: "manual" });
  }

  function sendWhole() {
    const fields = new FormData(form);
    fields.set("sound", take, `loi-doc.${kind[1]}`);
    fields.set("recorded", "1");
    return patiently(form.action, { method: "POST", body: fields, redirect: "manual" });
  }

  // Sent again until it arrives: each piece and the form itself may come twice without harm.
  async function patiently(url, what) {
    for (let turn = 0; ; turn += 1) {
      try {
        const answer = await fetch(url, what);
        if (answer.status < 500 && answer.status !== 429) {
          say("Đang gửi bản ghi…");
          return answer;
        }
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
      if (turn >= 40) throw new Error("the line did not come back");
      rescue.hidden = false;
      say("Mất mạng hoặc máy chủ bận. Bản ghi vẫn còn trên máy này và sẽ được gửi tiếp khi có mạng.");
      await new Promise((done) => {
        const timer = setTimeout(done, WAITS[Math.min(turn, WAITS.length - 1)]);
        addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
      });
    }
  }

  async function reason(answer) {
    if (answer.headers.get("Content-Type")?.includes("json")) return (await answer.json()).error;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const told = [...page.querySelectorAll("[data-focus], [role=alert], .error")].map((one) => one.textContent.trim().replace(/\s+/g, " "));
    return told.find(Boolean) ?? "Máy chủ chưa nhận bản ghi này. Hãy ghi lại.";
  }
}

class Refusal extends Error {}

// The words move so that the line being read stays near the top. Speed in syllables a minute; a breath mark is a short rest.
function teleprompter(box, speed) {
  const lines = box ? [...box.querySelectorAll("p")] : [];
  const lengths = lines.map((line) => 1 + (line.textContent.match(/\p{L}+/gu) || []).length);
  let read = 0, here = -1;

  function mark(place) {
    if (place === here) return;
    lines[here]?.classList.remove("now");
    here = place;
    const line = lines[here];
    if (!line) return;
    line.classList.add("now");
    box.scrollTo({ top: line.offsetTop - box.offsetTop - box.clientHeight / 4, behavior: calm ? "auto" : "smooth" });
  }

  return {
    begin() {
      read = 0;
      here = -1;
      lines.forEach((line) => line.classList.remove("now"));
      box?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" }); // words and buttons both in sight
      mark(0);
    },
    run() { box?.classList.add("going"); },
    rest() { box?.classList.remove("going"); },
    at(passed) {
      read += (passed * speed()) / 60;
      let sum = 0;
      const place = lengths.findIndex((length) => (sum += length) > read);
      mark(place < 0 ? lines.length - 1 : place);
    },
  };
}
