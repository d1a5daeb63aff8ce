// Keeps what stands on the page when somebody steps aside to Get help, Back or another way.
// Without this file what was not sent on with Next has to be said once more.
const form = document.querySelector(".keeps");

function said() {
  return form ? JSON.stringify([...new FormData(form)]) : "";
}

const before = said();

document.addEventListener("click", (event) => {
  const way = event.target.closest("a.frame__way, a.way");
  if (!way || !form || said() === before) return;
  event.preventDefault();
  form.elements.aside.value = way.pathname + way.search;
  form.requestSubmit();
});
