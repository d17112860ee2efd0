// What every recorder of ours needs: a kind of file this browser can make, the microphone, a clock.
const KINDS = [["audio/webm", "webm"], ["audio/mp4", "m4a"], ["audio/ogg", "ogg"]];

export const REFUSED = "Máy chưa cho dùng micrô. Cho phép trong cài đặt của trình duyệt";

/** [mime, ending] of what can be recorded here, or undefined where the browser cannot. */
export function kindOfFile() {
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) return undefined;
  return KINDS.find(([mime]) => MediaRecorder.isTypeSupported(mime));
}

/** The microphone's sound; throws where the person or the machine refuses. */
export function openMicrophone(wishes = true) {
  return navigator.mediaDevices.getUserMedia({ audio: wishes });
}

export function close(stream) {
  stream?.getTracks().forEach((track) => track.stop());
}

/** 75 → "1:15". */
export function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, "0")}`;
}
