// Clears the screen at once and takes this page out of the way back.
// Without this file the link still leaves; only Back could show this page again.
// With it, pressing Shift three times leaves too.
const way = document.querySelector(".leave");
const SOON = 2000;
let presses = [];

function leave() {
  document.documentElement.hidden = true;
  document.title = "…";
  location.replace(way.href);
}

if (way) {
  way.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    presses = [...presses.filter((at) => event.timeStamp - at < SOON), event.timeStamp];
    if (presses.length === 3) leave();
  });
}
