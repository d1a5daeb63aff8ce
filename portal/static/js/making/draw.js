// Lets a finger, a pen or a mouse draw on the paper.
// Without this file shapes are put on it with buttons, and every press is kept.
const form = document.querySelector(".making-form");
const sheet = form.querySelector(".paper");
const lines = sheet.querySelector(".paper__lines");
const kept = form.elements.drawing;
const count = form.querySelector(".paper__count");
const full = form.querySelector(".paper__full");
const [WIDE, HIGH] = [800, 600];
const NEAR = 3;
let strokes = JSON.parse(kept.value);
let before = [];
let drawing = null;

sheet.classList.add("paper--ready");

sheet.addEventListener("pointerdown", (event) => {
  if (drawing || event.button || isFull()) return;
  event.preventDefault();
  sheet.setPointerCapture(event.pointerId);
  const points = place(event);
  drawing = { id: event.pointerId, points, path: line(points) };
});

sheet.addEventListener("pointermove", (event) => {
  if (!drawing || event.pointerId !== drawing.id || isFull(drawing.points.length / 2)) return;
  const [across, down] = place(event);
  const [x, y] = drawing.points.slice(-2);
  if (Math.hypot(across - x, down - y) < NEAR) return;
  drawing.points.push(across, down);
  drawing.path.setAttribute("d", way(drawing.points));
});

for (const end of ["pointerup", "pointercancel"]) {
  sheet.addEventListener(end, (event) => {
    if (!drawing || event.pointerId !== drawing.id) return;
    const [colour, width] = pen();
    change([...strokes, [colour, width, drawing.points]]);
    drawing = null;
  });
}

form.addEventListener("click", (event) => {
  const what = event.target.closest("button")?.value;
  if (what !== "undo" && what !== "clear") return;
  event.preventDefault();
  if (what === "undo") {
    strokes = before.pop() ?? strokes.slice(0, -1);
    show();
  } else if (strokes.length) {
    change([]);
  }
});

function change(next) {
  before.push(strokes);
  strokes = next;
  show();
}

function show() {
  while (lines.childElementCount > strokes.length) lines.lastElementChild.remove();
  strokes.slice(lines.childElementCount).forEach(([colour, width, points]) => {
    line(points, colour, width);
  });
  kept.value = JSON.stringify(strokes);
  count.textContent = strokes.length;
  full.hidden = !isFull();
}

function line(points, ...chosen) {
  const [colour, width] = chosen.length ? chosen : pen();
  const path = document.createElementNS(sheet.namespaceURI, "path");
  const look = (name, part, what) =>
    document.querySelector(`label[for="${name}-${part}"] ${what[0]}`).getAttribute(what[1]);
  path.setAttribute("d", way(points));
  path.setAttribute("stroke", look("colour", colour, ["circle", "fill"]));
  path.setAttribute("stroke-width", 2 * look("width", width, ["path", "stroke-width"]));
  lines.append(path);
  return path;
}

function way([across, down, ...rest]) {
  let path = `M${across} ${down}`;
  for (let at = 0; at < rest.length; at += 2) path += `L${rest[at]} ${rest[at + 1]}`;
  return rest.length ? path : `${path}h0`;
}

function pen() {
  return [form.elements.colour.value, form.elements.width.value];
}

function place(event) {
  const box = sheet.getBoundingClientRect();
  const within = (part, most) => Math.min(most, Math.max(0, Math.round(part * most)));
  return [
    within((event.clientX - box.left) / box.width, WIDE),
    within((event.clientY - box.top) / box.height, HIGH),
  ];
}

function isFull(more = 0) {
  const points = strokes.reduce((sum, stroke) => sum + stroke[2].length / 2, more);
  return strokes.length >= kept.dataset.strokes || points >= kept.dataset.points;
}
