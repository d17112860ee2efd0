// Reads the story aloud with the Vietnamese voice of the reader's own device; without one the bar stays away. Nothing is sent anywhere.
const bars = [...document.querySelectorAll("[data-read]")];
const speech = window.speechSynthesis;
const vietnamese = () => speech?.getVoices().find((voice) => voice.lang.toLowerCase().startsWith("vi") && voice.localService);
let current = null;

function stop() {
  speech.cancel();
  if (current) { current.querySelector("[data-label]").textContent = "Nghe"; current.removeAttribute("data-on"); }
  current = null;
}

function read(bar) {
  const text = document.getElementById(bar.dataset.read)?.textContent ?? "";
  current = bar;
  bar.dataset.on = "";
  bar.querySelector("[data-label]").textContent = "Dừng";
  // Sentence by sentence: long texts are cut off by some devices.
  const sentences = text.split(/(?<=[.!?…])\s+|\n+/).filter((words) => words.trim());
  sentences.forEach((words, place) => {
    const said = new SpeechSynthesisUtterance(words);
    said.voice = vietnamese(); said.lang = "vi-VN"; said.rate = 0.95;
    if (place === sentences.length - 1) said.addEventListener("end", () => { if (current === bar) stop(); });
    speech.speak(said);
  });
}

function show() {
  if (!vietnamese()) return;
  for (const bar of bars) bar.hidden = false;
}

if (speech && bars.length) {
  for (const bar of bars) bar.querySelector("button").addEventListener("click", () => { const again = current === bar; stop(); if (!again) read(bar); });
  speech.addEventListener("voiceschanged", show);
  addEventListener("pagehide", () => speech.cancel());
  show();
}
