// A chapter's link plays from there instead of leading to the file; starting one sound stops the others. Without it: the browser's own player.
const sounds = [...document.querySelectorAll(".player audio")];
for (const sound of sounds) {
  sound.addEventListener("play", () => { for (const other of sounds) if (other !== sound) other.pause(); });
  for (const link of sound.closest(".player").querySelectorAll("[data-seek]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      sound.currentTime = Number(link.dataset.seek);
      sound.play();
    });
  }
}
