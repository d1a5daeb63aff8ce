// Lets the second tap of two do nothing where the first has just opened another page.
// Without this file it may land on what only just came: a question is passed unseen, or all is sent.
const SECOND_TAP = 500;
const MEANT = 'a, label, input, button:not([type="button"])';

// The clock of a tap begins where the page was asked for, which was the first tap. A key or a
// switch presses at no place (its detail is 0), and what stands around a page is never held back.
document.querySelector("main")?.addEventListener(
  "click",
  (event) => {
    if (event.detail === 0 || event.timeStamp > SECOND_TAP || !event.target.closest(MEANT)) return;
    event.preventDefault();
    event.stopPropagation();
  },
  { capture: true },
);
