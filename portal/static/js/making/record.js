// Records a voice on the page itself: hear it back, say it again, or keep it.
// Without this file a recording can be chosen, and words can be written.
const form = document.querySelector(".making-form");
const recorder = form.querySelector(".recorder");
const file = form.elements.voice;
const chooser = form.querySelector(".recorder__file");
const sound = recorder.querySelector("audio");
const count = recorder.querySelector(".recorder__count");
const bar = recorder.querySelector(".recorder__bar");
const buttons = Object.fromEntries(
  [...recorder.querySelectorAll("[data-do]")].map((button) => [button.dataset.do, button]),
);
const KINDS = ["audio/webm;codecs=opus", "audio/webm", "audio/mp4"];
const BITS = 32_000;
const kind = globalThis.MediaRecorder && KINDS.find((one) => MediaRecorder.isTypeSupported(one));
let tape = null;
let seconds = 0;

if (kind && navigator.mediaDevices?.getUserMedia && globalThis.DataTransfer) {
  recorder.hidden = false;
  say("ready");
  buttons.record.addEventListener("click", () => record().catch(() => say("refused")));
  buttons.stop.addEventListener("click", () => tape?.stop());
  buttons.forget.addEventListener("click", forget);
}

async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  forget();
  const parts = [];
  const began = performance.now();
  tape = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: BITS });
  tape.addEventListener("dataavailable", (event) => parts.push(event.data));
  tape.addEventListener("stop", () => {
    stream.getTracks().forEach((track) => track.stop());
    listening.close();
    clearInterval(ticking);
    keep(new Blob(parts, { type: kind.split(";")[0] }));
  });
  const listening = new AudioContext();
  const ear = listening.createAnalyser();
  listening.createMediaStreamSource(stream).connect(ear);
  const ticking = setInterval(() => {
    seconds = Math.round((performance.now() - began) / 1000);
    count.textContent = clock(seconds);
    bar.setAttribute("width", loudness(ear));
    if (seconds >= recorder.dataset.most && tape.state === "recording") tape.stop();
  }, 100);
  tape.start();
  say("recording");
}

function keep(blob) {
  const chosen = new DataTransfer();
  chosen.items.add(new File([blob], "voice", { type: blob.type }));
  file.files = chosen.files;
  seconds = Math.min(Math.max(seconds, 1), Number(recorder.dataset.most));
  form.elements.seconds.value = seconds;
  sound.src = URL.createObjectURL(blob);
  bar.setAttribute("width", 0);
  say("done");
}

function forget() {
  if (sound.src) URL.revokeObjectURL(sound.src);
  sound.removeAttribute("src");
  file.value = form.elements.seconds.value = "";
  seconds = 0;
  count.textContent = clock(0);
  say("ready");
}

function say(state) {
  recorder.querySelectorAll("[data-when]").forEach((words) => {
    words.hidden = !words.dataset.when.includes(state);
  });
  chooser.hidden = state !== "refused";
  sound.hidden = buttons.forget.hidden = state !== "done";
  buttons.stop.hidden = state !== "recording";
  buttons.record.hidden = state === "recording";
  if (state === "recording") buttons.stop.focus();
  if (state === "done") buttons.record.focus();
}

function loudness(ear) {
  const wave = new Uint8Array(ear.fftSize);
  ear.getByteTimeDomainData(wave);
  return Math.min(100, Math.max(...wave.map((one) => Math.abs(one - 128))) * 1.5);
}

function clock(whole) {
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
