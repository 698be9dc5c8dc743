// Joins a statement in the text with its card in the margin, on hover, on focus and with the keys n and p.
// Without this script the numbers in the text lead to the cards and back.
"use strict";

const JOINED = "is-joined";
const parts = [...document.querySelectorAll("[data-statements]")];
const cards = [...document.querySelectorAll("[data-card]")];

function numbersOf(element) {
  return (element.dataset.card || element.dataset.statements).split(" ");
}

function join(number) {
  for (const part of [...parts, ...cards]) {
    part.classList.toggle(JOINED, number !== null && numbersOf(part).includes(number));
  }
}

// The innermost of several statements at one place is named last.
function numberAt(target) {
  const element = target instanceof Element ? target.closest("[data-statements], [data-card]") : null;
  return element ? numbersOf(element).at(-1) : null;
}

let walked = -1;

for (const type of ["pointerover", "focusin"]) {
  document.addEventListener(type, (event) => {
    const number = numberAt(event.target);
    if (number === null) {
      return;
    }
    join(number);
    if (type === "focusin") {
      walked = cards.findIndex((card) => card.dataset.card === number);
    }
  });
}

function walk(step) {
  if (cards.length === 0) {
    return;
  }
  walked = (walked + step + cards.length) % cards.length;
  const card = cards[walked];
  card.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const words = parts.find((part) => numbersOf(part).includes(card.dataset.card)) || card;
  words.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  join(card.dataset.card);
}

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === "n") {
    walk(1);
  } else if (event.key === "p") {
    walk(walked < 0 ? 0 : -1);
  }
});

document.documentElement.classList.add("script");

// In the margin each group of cards stands beside its paragraph, or below the group before it.
const reading = document.querySelector(".reading");
const wide = matchMedia("(min-width: 64rem)");
const GAP = 12;

function place() {
  reading.classList.toggle("is-placed", wide.matches);
  let free = 0;
  for (const group of reading.querySelectorAll(".cards")) {
    const top = Math.max(group.parentElement.offsetTop, free);
    group.style.top = wide.matches ? `${top}px` : "";
    free = top + group.offsetHeight + GAP;
  }
  reading.style.minHeight = wide.matches ? `${free}px` : "";
}

if (reading !== null) {
  new ResizeObserver(place).observe(document.body);
  reading.addEventListener("toggle", place, true);
  wide.addEventListener("change", place);
  place();
}
