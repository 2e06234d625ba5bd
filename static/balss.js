"use strict";
// Everything works without this script. It moves focus to what went wrong, unchecks what an exclusive choice
// excludes, and counts characters. It listens to nothing else, and changes nothing else.

const AFTER_THE_CLICK = 300; // ms: a screen reader first finishes saying the box that was ticked
const PAUSE = 500; // ms without typing before the count is said aloud
const POLL = 1000; // ms: dictation and autofill change a text without a key

const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

// A link of the error summary: focus the control, but show the question above it too.
document.querySelectorAll(".summary a[href^='#']").forEach((link) => {
  link.addEventListener("click", (event) => {
    const control = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!control) return;
    event.preventDefault();
    control.focus({ preventScroll: true });
    const group = control.closest("fieldset, .entry");
    (group ? group.querySelector("legend, label") : control).scrollIntoView();
  });
});

document.querySelectorAll("[data-cleared]").forEach((status) => {
  const group = status.closest("fieldset");
  const boxes = [...group.querySelectorAll("input[type=checkbox]")];
  group.addEventListener("change", ({ target }) => {
    if (!target.checked) return;
    const exclusive = "exclusive" in target.dataset;
    const cleared = boxes.filter((box) => box !== target && box.checked && (exclusive || "exclusive" in box.dataset));
    cleared.forEach((box) => { box.checked = false; });
    const names = cleared.map((box) => box.closest("label").textContent.trim());
    status.textContent = "";
    if (names.length) {
      setTimeout(() => { status.textContent = `${status.dataset.cleared} ${names.join(", ")}`; }, AFTER_THE_CLICK);
    }
  });
});

document.querySelectorAll("[data-count]").forEach((seen) => {
  const field = document.getElementById(seen.dataset.count);
  const heard = seen.nextElementSibling;
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const figure = new Intl.NumberFormat(document.documentElement.lang);
  let typedAt = 0;
  let said = field.value;
  // Code points of NFC text, a line break being one: as the server counts them.
  const left = () => seen.dataset.limit - [...field.value.normalize("NFC")].length;
  const sentence = () => {
    const number = left();
    const form = plural.select(Math.abs(number));
    const text = seen.getAttribute(`data-${number < 0 ? "over" : "left"}-${form}`);
    return text.replace("#", figure.format(Math.abs(number)));
  };
  const show = () => { seen.textContent = sentence(); };
  show();
  field.addEventListener("input", () => { typedAt = Date.now(); show(); });
  setInterval(() => {
    if (field.value === said || Date.now() - typedAt < PAUSE) return;
    said = field.value;
    show();
    heard.textContent = seen.textContent;
  }, POLL);
});
