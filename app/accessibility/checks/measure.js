// What checks measure in a page. Each function that looks for faults returns a list of
// [selector, html, sentence]; all are pure but for those that say what they change.
"use strict";

const INTERACTIVE = "a[href], button, input:not([type=hidden]), select, textarea, summary";
const APPEARS = 200;
const TYPED = "input:not([type=hidden]):not([type=radio]):not([type=checkbox]), select, textarea";

const fault = (element, sentence) => [selectorOf(element), element.outerHTML, sentence];

function selectorOf(element) {
  const steps = [];
  for (let step = element; step; step = step.parentElement) {
    if (step.id) return [`[id="${step.id}"]`, ...steps].join(" > ");
    const alike = [...(step.parentElement?.children ?? [])].filter((other) => other.tagName === step.tagName);
    const place = alike.length > 1 ? `:nth-of-type(${alike.indexOf(step) + 1})` : "";
    steps.unshift(step.tagName.toLowerCase() + place);
  }
  return steps.join(" > ");
}

const selectors = (selector) => [...document.querySelectorAll(selector)].map(selectorOf);

const boxOf = (element) => element.getBoundingClientRect();

// Text for screen readers alone is clipped to a pixel; a skip link waits outside the page until it has focus.
function isSeen(element) {
  const box = boxOf(element);
  return element.checkVisibility({ visibilityProperty: true }) && !isClipped(element)
    && box.width > 1 && box.height > 1 && box.right > 0 && box.bottom + scrollY > 0;
}

function isClipped(element) {
  for (let step = element; step; step = step.parentElement) {
    const style = getComputedStyle(step);
    if (/inset\((50|100)%\)|rect\(0/.test(style.clipPath + style.clip)) return true;
    if (style.overflow !== "visible" && (step.offsetWidth === 1 || step.offsetHeight === 1)) return true;
  }
  return false;
}

const ownText = (element) => [...element.childNodes]
  .filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

const textElements = () => [...document.body.querySelectorAll("*")]
  .filter((element) => ownText(element).length && !element.closest("script, style, option") && isSeen(element));

// The boxes of an element's own text, line by line.
function linesOf(element) {
  const range = document.createRange();
  return ownText(element).flatMap((node) => {
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  });
}

// --- reflow, text size and spacing -------------------------------------------------------------------------

function overflowing() {
  const page = document.scrollingElement;
  const wide = [...document.body.querySelectorAll("*")]
    .filter((element) => isSeen(element) && (boxOf(element).right > innerWidth + 1 || boxOf(element).left < -1))
    .filter((element, _, all) => !all.some((other) => other !== element && element.contains(other)));
  if (page.scrollWidth > innerWidth && !wide.length) wide.push(document.body);
  return wide.map((element) => fault(element,
    `it reaches from ${Math.round(boxOf(element).left)} to ${Math.round(boxOf(element).right)} px in a window of ${innerWidth} px`));
}

function cutOff() {
  return [...document.body.querySelectorAll("*")].filter((element) => {
    const style = getComputedStyle(element);
    const hides = /hidden|clip/.test(style.overflowX + style.overflowY) || style.textOverflow === "ellipsis";
    return hides && isSeen(element) && element.innerText?.trim()
      && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
  }).map((element) => fault(element, "its text is cut off"));
}

// Two runs of text on top of each other. Lines of one element may touch by their leading: only a quarter counts.
function overlapping() {
  const lines = textElements().flatMap((element) => linesOf(element).map((box) => ({ element, box })));
  lines.sort((one, other) => one.box.top - other.box.top);
  const faults = new Map();
  lines.forEach(({ element, box }, index) => {
    for (let next = index + 1; next < lines.length && lines[next].box.top < box.bottom; next += 1) {
      const other = lines[next];
      const high = Math.min(box.bottom, other.box.bottom) - other.box.top;
      const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const least = Math.min(box.height, other.box.height) / 4;
      if (other.element !== element && wide > 2 && high > least) {
        faults.set(other.element, `it lies on “${element.textContent.trim().slice(0, 40)}”`);
      }
    }
  });
  return [...faults].map(([element, sentence]) => fault(element, sentence));
}

const lost = () => [...cutOff(), ...overlapping(), ...overflowing()];

const fontSizes = () => textElements().map((element) =>
  [selectorOf(element), element.outerHTML, parseFloat(getComputedStyle(element).fontSize)]);

const extent = () => [document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight];

const text = () => document.body.innerText.replace(/\s+/g, " ").trim();

// --- targets --------------------------------------------------------------------------------------------------

const owner = (element) => {
  const label = element?.closest?.("label");
  return label ? label.control : element?.closest?.(INTERACTIVE);
};

function union(boxes) {
  const left = Math.min(...boxes.map((box) => box.left)), top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.right)), bottom = Math.max(...boxes.map((box) => box.bottom));
  return { left, top, right, bottom, width: right - left, height: bottom - top };
}

// WCAG 2.5.5 exempts a link that stands in a sentence.
function inSentence(element) {
  if (!element.matches("a") || getComputedStyle(element).display !== "inline") return false;
  let block = element.parentElement;
  while (getComputedStyle(block).display === "inline") block = block.parentElement;
  return block.textContent.trim() !== element.textContent.trim();
}

// The labels of a radio or checkbox are part of its target; the label above a text input is an extra.
function targetOf(element) {
  const labels = element.matches("[type=radio], [type=checkbox]") ? [...element.labels] : [];
  return union([element, ...labels].map(boxOf));
}

function smallTargets(least) {
  const faults = [];
  for (const element of document.querySelectorAll(INTERACTIVE)) {
    if (!isSeen(element) || inSentence(element)) continue;
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const box = targetOf(element);
    if (box.width < least - 0.5 || box.height < least - 0.5) {
      faults.push(fault(element, `the target is ${Math.round(box.width)} × ${Math.round(box.height)} px`));
      continue;
    }
    const dead = corners(box, 4).filter(([x, y]) => owner(document.elementFromPoint(x, y)) !== element);
    if (dead.length) faults.push(fault(element, `${dead.length} of the target's corners do not belong to it`));
  }
  scrollTo({ top: 0, behavior: "instant" });
  return faults;
}

const corners = (box, inset) => [
  [box.left + inset, box.top + inset], [box.right - inset, box.top + inset],
  [box.left + inset, box.bottom - inset], [box.right - inset, box.bottom - inset],
];

// Voice control points at the middle of a control: it must be there, and as large as it looks.
function notHit(least) {
  const faults = [];
  for (const element of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const box = boxOf(element), style = getComputedStyle(element);
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (box.width < least || box.height < least) {
      faults.push(fault(element, `the control is ${Math.round(box.width)} × ${Math.round(box.height)} px`));
    } else if (isClipped(element) || style.opacity === "0") {
      faults.push(fault(element, "the control is there and cannot be seen"));
    } else if (hit !== element && hit?.closest("label")?.control !== element) {
      faults.push(fault(element, "something else lies in the middle of the control"));
    }
  }
  scrollTo({ top: 0, behavior: "instant" });
  return faults;
}

// --- keyboard ----------------------------------------------------------------------------------------------------

function rewind() {
  document.activeElement?.blur();
  scrollTo({ top: 0, behavior: "instant" });
  getSelection().removeAllRanges();
  document.body.tabIndex = -1;
  document.body.focus({ preventScroll: true });
  document.body.blur();
  document.body.removeAttribute("tabindex");
}

// Changes: gives focus as the keyboard does, so that :focus-visible applies; returns where the element then is,
// and the area of a line of 2 px around what was seen before (a skip link was not: a line of text must appear).
function focus(selector) {
  const element = document.querySelector(selector), before = boxOf(element);
  const area = isSeen(element) ? 4 * (before.width + before.height) - 16 : APPEARS;
  element.focus({ focusVisible: true, preventScroll: true });
  const box = boxOf(element);
  return { x: box.left + scrollX, y: box.top + scrollY, width: box.width, height: box.height, area };
}

// Where the focus is: null when it has left the page.
function stop() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const box = boxOf(element);
  return {
    selector: selectorOf(element), html: element.outerHTML,
    index: [...document.querySelectorAll("*")].indexOf(element),
    kind: [element.tagName, element.type, element.className].join(" "),
    group: element.type === "radio" ? element.name : "",
    box: { x: box.left + scrollX, y: box.top + scrollY, width: box.width, height: box.height },
    hidden: hiddenPoints(element),
  };
}

// How many of nine points of each line box of an element do not show it.
function hiddenPoints(element) {
  const points = [...element.getClientRects()].flatMap((box) => [0.25, 0.5, 0.75].flatMap((down) =>
    [0.25, 0.5, 0.75].map((along) => [box.left + along * box.width, box.top + down * box.height])));
  return points.filter(([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return !hit || !(element.contains(hit) || hit.closest("label")?.control === element);
  }).length;
}

// What Tab should reach: every link and control that can be used, one for a group of radios.
function reachable() {
  const seen = new Set();
  return [...document.querySelectorAll(`${INTERACTIVE}, audio[controls], video[controls], [tabindex="0"]`)].filter((element) => {
    if (element.disabled || !element.checkVisibility({ visibilityProperty: true })) return false;
    if (element.type !== "radio") return true;
    const first = !seen.has(element.name);
    seen.add(element.name);
    return first;
  }).map((element) => ({ selector: selectorOf(element), html: element.outerHTML,
    group: element.type === "radio" ? element.name : "" }));
}

// --- colours -----------------------------------------------------------------------------------------------------

const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

// Any colour that CSS can write, as red, green, blue (0–255) and alpha (0–1).
function rgba(colour) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

const over = (front, back) => [0, 1, 2].map((i) => front[i] * front[3] + back[i] * (1 - front[3])).concat(1);

// Relative luminance and contrast ratio as WCAG 2.2 defines them.
function luminance([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

// The colour behind an element: null where a picture makes it uncertain.
function behind(element) {
  const layers = [];
  for (let step = element; step; step = step.parentElement) {
    const style = getComputedStyle(step);
    if (style.backgroundImage !== "none") return null;
    layers.push(rgba(style.backgroundColor));
    if (layers.at(-1)[3] === 1) break;
  }
  return layers.reduceRight((back, front) => over(front, back), rgba("Canvas"));
}

// Large is 24 px, or 18.66 px in bold (18 and 14 points).
function isLarge(style) {
  const size = parseFloat(style.fontSize);
  return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
}

function paleText(least, leastLarge) {
  const written = [...document.querySelectorAll(TYPED)].filter(isSeen);
  return [...new Set([...textElements(), ...written])].flatMap((element) => {
    const style = getComputedStyle(element), back = behind(element);
    if (!back) return [fault(element, "a picture behind the text makes its contrast uncertain")];
    const ratio = contrast(over(rgba(style.color), back), back);
    const faint = ratio < (isLarge(style) ? leastLarge : least) || Number(style.opacity) < 1;
    return faint ? [fault(element, `its text has a contrast of ${ratio.toFixed(2)} to 1`)] : [];
  });
}

// A control that is typed into shows where it is by its border, a button by its border or its ground.
function paleBorders(least) {
  return [...document.querySelectorAll(`${TYPED}, button`)].filter(isSeen).flatMap((element) => {
    const style = getComputedStyle(element), around = behind(element.parentElement);
    const sides = ["Top", "Right", "Bottom", "Left"].filter((side) =>
      parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== "none");
    const ratios = sides.map((side) => contrast(over(rgba(style[`border${side}Color`]), around), around));
    const whole = sides.length === 4 ? Math.min(...ratios) : 1;
    const ground = contrast(behind(element) ?? around, around);
    const best = element.matches("button") ? Math.max(whole, ground) : whole;
    const text = element.matches("button") && getComputedStyle(element).textDecorationLine.includes("underline");
    return best < least && !text ? [fault(element, `its edge has a contrast of ${best.toFixed(2)} to 1`)] : [];
  });
}

const unforced = () => [...document.body.querySelectorAll("*")]
  .filter((element) => getComputedStyle(element).forcedColorAdjust === "none" && isSeen(element))
  .map((element) => fault(element, "forced-color-adjust: none keeps the user's colours away"));

// --- pictures ----------------------------------------------------------------------------------------------------

async function pixels(png) {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const drawn = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  drawn.drawImage(bitmap, 0, 0);
  return drawn.getImageData(0, 0, bitmap.width, bitmap.height);
}

let remembered = null;

// Changes: keeps a picture of the whole page, for changedSince.
async function remember(png) {
  remembered = await pixels(png);
}

const colourAt = ({ data, width }, x, y) => data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3);

// How many pixels of a picture, which lies at (left, top), differ by at least a contrast from the remembered one.
async function changedSince(png, left, top, least) {
  const now = await pixels(png);
  let count = 0;
  for (let y = 0; y < Math.min(now.height, remembered.height - top); y += 1) {
    for (let x = 0; x < Math.min(now.width, remembered.width - left); x += 1) {
      const [one, other] = [colourAt(now, x, y), colourAt(remembered, left + x, top + y)];
      if (one.some((value, i) => value !== other[i]) && contrast(one, other) >= least) count += 1;
    }
  }
  return count;
}

// How many pixels of two pictures differ by at least a contrast.
async function changed(before, after, least) {
  await remember(before);
  return changedSince(after, 0, 0, least);
}

// The greatest contrast between any pixel of a picture and its top left one, which is the ground around a control.
async function strongest(png) {
  const { data } = await pixels(png);
  const ground = [data[0], data[1], data[2]];
  let best = 1;
  for (let at = 4; at < data.length; at += 4) best = Math.max(best, contrast(ground, [data[at], data[at + 1], data[at + 2]]));
  return best;
}

const options = () => [...document.querySelectorAll("input[type=radio], input[type=checkbox]")].filter(isSeen)
  .map((element) => {
    const box = boxOf(element);
    return { selector: selectorOf(element), html: element.outerHTML, type: element.type,
      box: { x: box.left + scrollX, y: box.top + scrollY, width: box.width, height: box.height } };
  });

// Changes: ticks or clears one option without an event; returns what it was.
function tick(selector, on) {
  const element = document.querySelector(selector), before = element.checked;
  element.checked = on;
  return before;
}

// --- loading -----------------------------------------------------------------------------------------------------

const requested = () => performance.getEntriesByType("resource").map((entry) => entry.name);

function shift() {
  return new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
      .observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => setTimeout(() => done(sum), 0));
  });
}

// --- surroundings ------------------------------------------------------------------------------------------------

const sheets = [];

// Changes: adds a style sheet above the page's own.
function addStyle(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  sheets.push(sheet);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

function removeStyle() {
  const last = sheets.pop();
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== last);
}

// Changes: opens all <details>, or closes those that a list of selectors names; returns those that it opened.
function open(closed) {
  if (closed) return closed.forEach((selector) => { document.querySelector(selector).open = false; });
  const details = [...document.querySelectorAll("details:not([open])")];
  details.forEach((element) => { element.open = true; });
  return details.map(selectorOf);
}

// Changes: data attributes of the root; returns what they were (null: absent).
function appearance(values) {
  const root = document.documentElement;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => {
    const before = root.dataset[name] ?? null;
    if (value === null) delete root.dataset[name];
    else root.dataset[name] = value;
    return [name, before];
  }));
}

window.balssMeasure = {
  addStyle, appearance, changed, changedSince, cutOff, extent, focus, fontSizes, lost, notHit, open, options, overflowing, overlapping, paleBorders, paleText,
  reachable, remember, removeStyle, requested, rewind, selectors, shift, smallTargets, stop, strongest, text, tick, unforced,
};
