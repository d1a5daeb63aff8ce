// Lets a double tap send once.
// Without this file the second tap sends again, and the server keeps only one.
const LONG = 8000;

addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.busy) {
    event.preventDefault();
    return;
  }
  form.dataset.busy = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(() => ready(form), LONG);
});

// A page brought back by the Back button is ready again.
addEventListener("pageshow", () => document.querySelectorAll("form").forEach(ready));

function ready(form) {
  delete form.dataset.busy;
  form.querySelectorAll("[aria-disabled]").forEach((one) => one.removeAttribute("aria-disabled"));
}
