// Lets a double tap send once, and says so when the next page is slow to come.
// Without this file the second tap sends again, and the server keeps only one.
const LONG = 8000;
const SLOW = 1000;
const working = document.querySelector(".working__words");
let slow = 0;

addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.busy) {
    event.preventDefault();
    return;
  }
  form.dataset.busy = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(() => free(form), LONG);
  clearTimeout(slow);
  slow = setTimeout(() => say(true), SLOW);
});

// A page brought back by the Back button is ready again, and so is one that could not be sent.
addEventListener("pageshow", () => document.querySelectorAll("form").forEach(ready));
addEventListener("ready", (event) => ready(event.target));

function ready(form) {
  clearTimeout(slow);
  say(false);
  free(form);
}

function free(form) {
  delete form.dataset.busy;
  form.querySelectorAll("[aria-disabled]").forEach((one) => one.removeAttribute("aria-disabled"));
}

function say(so) {
  if (working) working.hidden = !so;
}
