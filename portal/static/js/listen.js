// Says the page aloud when Listen is pressed: with a person’s recordings, or else with a voice
// that lives on this machine. A voice that would send the words elsewhere is never used.
// Without this file each recording plays by itself, and where there are none nothing is offered.
const BLOCKS = "h1, h2, p, li, dt, dd, legend, label, button, a, figcaption";
const NOT_ALOUD = ".theirs, .answers, .ask, .progress, .three, .scale__steps, .listen, .listen__way, .mistake, [hidden], main [lang]";
const voices = window.speechSynthesis;
const control = document.querySelector(".listen");
const own = document.querySelector(".listen__own");
let pressed = null;
let before = [];

function local() {
  const wanted = document.documentElement.lang.toLowerCase();
  const tag = (voice) => voice.lang.replace("_", "-").toLowerCase();
  const here = voices ? voices.getVoices().filter((voice) => voice.localService === true) : [];
  return here.find((voice) => tag(voice) === wanted) ||
    here.find((voice) => tag(voice).split("-")[0] === wanted.split("-")[0]);
}

function words(block) {
  const copy = block.cloneNode(true);
  copy.querySelectorAll("svg, .only-heard").forEach((part) => part.remove());
  return copy.textContent.trim().replace(/\s+/g, " ");
}

function texts(place, unsaid) {
  const blocks = [...place.querySelectorAll(BLOCKS + ", .said")];
  return blocks
    .filter((block) => !block.querySelector(BLOCKS + ", .said") && !(unsaid && block.closest(unsaid)))
    .map(words)
    .filter(Boolean);
}

function stop() {
  voices?.cancel();
  document.querySelectorAll("audio.listen__clip").forEach((clip) => clip.pause());
  if (pressed) name(pressed, ...before);
  pressed = null;
}

function name(way, seen, heard) {
  way.querySelector(".listen__word").textContent = seen;
  way.ariaLabel = heard;
}

function begin(way) {
  stop();
  pressed = way;
  before = [way.textContent.trim(), way.ariaLabel];
  name(way, way.dataset.stop, null);
}

function play(clips) {
  const [first, ...rest] = clips;
  const mine = pressed;
  if (!first) return stop();
  first.currentTime = 0;
  first.onended = () => pressed === mine && play(rest);
  first.onerror = () => pressed === mine && stop();
  first.play().catch(() => pressed === mine && stop());
}

function say(all) {
  const voice = local();
  const mine = pressed;
  if (!voice || !all.length) return stop();
  all.forEach((text, at) => {
    const said = new SpeechSynthesisUtterance(text);
    said.voice = voice;
    said.lang = voice.lang;
    said.onend = () => at === all.length - 1 && pressed === mine && stop();
    said.onerror = () => pressed === mine && stop();
    voices.speak(said);
  });
}

function answersTo(way, read) {
  way?.addEventListener("click", (event) => {
    event.preventDefault();
    if (pressed === way) return stop();
    begin(way);
    read();
  });
}

function offer() {
  const there = Boolean(local());
  if (control?.matches("button")) control.hidden = !there;
  if (own) own.hidden = !there;
}

if (control) {
  const clips = [...control.querySelectorAll(".listen__clip")];
  const question = document.querySelector(".keeps .question");
  const main = document.querySelector("main");
  answersTo(clips.length ? control.querySelector("summary") : control, () =>
    clips.length ? play(clips) : say(texts(question || main, NOT_ALOUD)));
  answersTo(own, () => say([...document.querySelectorAll(".answers, .ask")].flatMap((part) => texts(part))));
  offer();
  voices?.addEventListener?.("voiceschanged", offer);
  addEventListener("pagehide", stop);
}
