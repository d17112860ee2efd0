// A pad to sign on with finger, pen or mouse. Without it a photo of the signature does the same.
const box = document.querySelector("[data-pad]");
const field = document.querySelector("input[name=drawn]");
if (box && field) {
  const canvas = box.querySelector("canvas");
  const pen = canvas.getContext("2d");
  let drawing = false;
  const fit = () => {
    canvas.width = canvas.clientWidth;
    canvas.height = canvas.clientHeight;
    pen.lineWidth = 2.5; pen.lineCap = "round"; pen.lineJoin = "round"; pen.strokeStyle = "#1a2f6b";
  };
  const at = (event) => {
    const edge = canvas.getBoundingClientRect();
    return [event.clientX - edge.left, event.clientY - edge.top];
  };
  const keep = () => { field.value = canvas.toDataURL("image/png"); };
  box.hidden = false;
  fit();
  canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { if (drawing) keep(); drawing = false; });
  box.querySelector("button").addEventListener("click", () => { fit(); field.value = ""; });
}
