// Sends a page without leaving it. When that fails, the words stay and the page says so.
// Without this file the browser sends as it always does, and shows a page of its own when it cannot.
const LONGEST = 20000;
const LONGEST_FILE = 120000;
const SECOND_TAP = 500;
const note = document.querySelector(".unsent");
let waiting = false;
let again = () => {};

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !note || !form.matches(".sends") || "plain" in form.dataset) return;
  event.preventDefault();
  if (waiting) return;
  waiting = true;
  send(form, event.submitter);
});

async function send(form, pressed) {
  const aside = form.elements.aside?.value;
  const whole = new FormData(form);
  const files = form.enctype.startsWith("multipart");
  const said = files ? whole : new URLSearchParams(whole);
  if (pressed?.name) said.append(pressed.name, pressed.value);
  const tapped = new Promise((done) => setTimeout(done, SECOND_TAP));
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), files ? LONGEST_FILE : LONGEST);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: said,
      headers: { "Heard-Sends": "page" },
      redirect: "error",
      signal: stop.signal,
    });
    const next = answer.headers.get("Heard-Next");
    if (next) {
      location.assign(next);
    } else if (answer.headers.has("Heard-Again")) {
      plainly(form, pressed);
    } else {
      await unsent(form, pressed, aside, tapped);
    }
  } catch {
    await unsent(form, pressed, aside, tapped);
  }
  clearTimeout(late);
}

function plainly(form, pressed) {
  ready(form);
  form.dataset.plain = "";
  form.requestSubmit(pressed);
}

// Nothing may move under the second tap of two, or it lands on what was never meant. So the note
// comes when that tap is over, and stays where it is, with its button, while the page tries again.
async function unsent(form, pressed, aside, tapped) {
  await tapped;
  ready(form);
  if (aside) form.elements.aside.value = "";
  again = () => {
    if (aside) form.elements.aside.value = aside;
    form.requestSubmit(pressed);
  };
  note.hidden = false;
  sayAgain(note.querySelector("p"));
  note.scrollIntoView({ block: "nearest" });
}

// What stands there already is read out a second time only when it comes anew.
function sayAgain(words) {
  words.replaceWith(words.cloneNode(true));
}

function ready(form) {
  waiting = false;
  form.dispatchEvent(new Event("ready", { bubbles: true }));
}

note?.querySelector("button").addEventListener("click", () => again());

// A page brought back by the Back button is ready again.
addEventListener("pageshow", () => {
  waiting = false;
});
