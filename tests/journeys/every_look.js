// Runs in a page: puts each look on in turn, and names what is wrong in it.
({themes, sizes, spaces, ways, least}) => {
  const html = document.documentElement, faults = new Set();
  const ANSWERS = ".choice__label, .pick, .tile, .making__way, .answer";
  const TARGETS = `${ANSWERS}, a[href], button, select, textarea, summary, input:not([type=hidden])`;
  const EDGED = ".choice__label, .choice__button, .pick, .tile, .making__way, .answer, .field__box, .button, .leave";
  const named = (e) => `“${(e.innerText || e.name || e.className || e.tagName).toString().trim().slice(0, 40)}”`;
  const look = () => `${html.dataset.theme} ${html.dataset.size} ${html.dataset.space} ${html.dir}`;
  const boxed = (e) => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility({visibilityProperty: true}) && box.width > 1 && box.height > 1
      && box.bottom > 0 && box.right > 0 && box;
  };
  const rgb = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return {r, g, b, a};
  };
  const light = ({r, g, b}) => [[r, 0.2126], [g, 0.7152], [b, 0.0722]].reduce((sum, [part, weight]) => {
    const c = part / 255;
    return sum + weight * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  }, 0);
  const between = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const ground = (e) => {
    for (let place = e; place; place = place.parentElement) {
      const found = rgb(getComputedStyle(place).backgroundColor);
      if (found.a === 1) return found;
    }
    return {r: 255, g: 255, b: 255};
  };
  const written = () => {
    const found = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const e = walker.currentNode.parentElement;
      if (walker.currentNode.data.trim() && !e.closest(".only-heard, .skip, script") && boxed(e)) found.add(e);
    }
    return found;
  };
  const colours = () => {
    for (const e of written()) {
      const found = between(rgb(getComputedStyle(e).color), ground(e));
      if (found < least.words) faults.add(`${look()}: ${named(e)} has ${found.toFixed(1)} to 1`);
    }
    for (const e of document.querySelectorAll(EDGED)) {
      if (!boxed(e)) continue;
      const style = getComputedStyle(e), under = e.matches(".choice__button") ? e.nextElementSibling : e.parentElement,
        around = ground(under);
      const seen = Math.max(between(rgb(style.borderTopColor), around), between(ground(e), around));
      if (seen < least.edges) faults.add(`${look()}: the edge of ${named(e)} has ${seen.toFixed(1)} to 1`);
    }
  };
  const words = () => {
    if (!document.querySelector("main.page__main")) return;
    const size = document.body.dataset.version === "pictures" ? least.pictured : least.text;
    for (const e of written()) {
      if (e.closest("svg")) continue;
      const style = getComputedStyle(e), high = parseFloat(style.fontSize), line = parseFloat(style.lineHeight) / high;
      if (high < size - 0.01) faults.add(`${named(e)} is written ${high.toFixed(1)} px large`);
      if (e.matches("p, dd, li, blockquote") && !e.matches(".tile") && line < least.line - 0.01) {
        faults.add(`${named(e)} has lines of ${line.toFixed(2)}`);
      }
    }
  };
  // Next and Miss this one are the same size, and I’m not sure is no smaller than any other answer.
  const alike = () => {
    const size = (e) => [e.getBoundingClientRect(), parseFloat(getComputedStyle(e).fontSize)];
    for (const miss of document.querySelectorAll("button[value=miss]")) {
      const [[next, words], [missed, own]] = [size(miss.previousElementSibling), size(miss)];
      if (Math.abs(next.width - missed.width) > 0.5 || Math.abs(next.height - missed.height) > 0.5 || words !== own) {
        faults.add(`${look()}: ${named(miss)} is not as large as ${named(miss.previousElementSibling)}`);
      }
    }
    for (const label of document.querySelectorAll("[value=not-sure] + .choice__label")) {
      const others = [...label.closest(".choices, .scale").querySelectorAll(".choice__label")].map(size), [box, words] = size(label);
      if (others.some(([other, theirs]) => box.width < other.width - 0.5 || theirs > words)
        || others.every(([other]) => other.height > box.height + 0.5)) {
        faults.add(`${look()}: ${named(label)} is smaller than the other answers`);
      }
    }
  };
  const room = () => {
    if (html.scrollWidth > html.clientWidth) {
      faults.add(`${look()}: ${html.scrollWidth} px wide on a screen of ${html.clientWidth}`);
    }
    const answers = [];
    for (const e of document.querySelectorAll(TARGETS)) {
      if (e.matches(".choice__button")) continue;
      const whole = e.matches("[type=radio], [type=checkbox]") ? e.parentElement : e;
      const box = boxed(e) && whole.getBoundingClientRect();
      if (!box) continue;
      const answer = e.matches(ANSWERS);
      const high = answer ? (e.matches(".answer") ? least.answer : least.card) : least.target;
      if (box.height < high - 0.5 || box.width < least.target - 0.5) {
        faults.add(`${look()}: ${named(e)} is ${box.width.toFixed(0)} x ${box.height.toFixed(0)} px, not ${high} high`);
      }
      if (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline" && !e.matches("input, textarea")) {
        faults.add(`${look()}: ${named(e)} is cut`);
      }
      if (answer) answers.push([e, box]);
    }
    alike();
    answers.forEach(([one, a], place) => answers.slice(place + 1).forEach(([other, b]) => {
      const gap = Math.max(Math.max(a.left, b.left) - Math.min(a.right, b.right),
        Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom));
      if (gap < least.apart - 0.5) faults.add(`${look()}: ${named(one)} and ${named(other)} are ${gap.toFixed(0)} px apart`);
    }));
  };
  const before = [html.dataset.theme, html.dataset.size, html.dataset.space, html.dir];
  html.dataset.still = "";
  [html.dataset.size, html.dataset.space, html.dir] = [sizes[0], spaces[0], "ltr"];
  words();
  for (html.dataset.theme of themes) colours();
  html.dataset.theme = themes[0] ?? before[0];
  for (html.dir of ways) for (html.dataset.size of sizes) for (html.dataset.space of spaces) room();
  [html.dataset.theme, html.dataset.size, html.dataset.space, html.dir] = before;
  return [...faults];
}
