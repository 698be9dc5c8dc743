// Review by keyboard: each key presses the button that shows it. A selection in the text is taken as words or as a
// source. Without this script the buttons and forms do the same.
"use strict";

document.documentElement.classList.add("script");
// htmx would also put empty style attributes on what it swaps, which the Content Security Policy forbids.
htmx.config.attributesToSettle = ["class"];

function isTyping(target) {
  return target instanceof Element && target.closest("input:not([type=radio]), textarea, select") !== null;
}

// How many characters of the article stand before a place in the text; an emoji is one, as on the server.
function placeOf(node, offset) {
  const piece = (node instanceof Element ? node : node.parentElement).closest("[data-start]");
  if (piece === null) {
    return null;
  }
  const before = document.createRange();
  before.setStart(piece, 0);
  before.setEnd(node, offset);
  return Number(piece.dataset.start) + [...before.toString()].length;
}

function selectedWords() {
  const selection = getSelection();
  const text = document.getElementById("text");
  if (selection.isCollapsed || text === null || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) {
    return null;
  }
  const range = selection.getRangeAt(0);
  const words = selection.toString().trim();
  return words === "" ? null : { words, near: placeOf(range.startContainer, range.startOffset) };
}

function selectMarked() {
  const marked = document.querySelectorAll("#text .is-content");
  if (marked.length > 0) {
    const last = marked[marked.length - 1];
    document.getElementById("text").focus({ preventScroll: true });
    getSelection().setBaseAndExtent(marked[0], 0, last, last.childNodes.length);
  }
}

function field(name) {
  return document.getElementById(`id_${name}`);
}

// What each panel does with the words that are selected; false where it had no use for them.
const TAKE = {
  content(selected) {
    if (selected === null || selected.words === field("content").value.trim()) {
      selectMarked();
      return false;
    }
    field("content").value = selected.words;
    field("near").value = selected.near ?? "";
    return true;
  },
  speaker(selected) {
    if (selected !== null && selected.words !== field("content").value.trim()) {
      field("speaker").value = selected.words;
    }
    return false;
  },
  second(selected) {
    if (selected === null) {
      return false;
    }
    field("second").value = selected.words;
    const rest = field("content").value.split(selected.words).map((part) => part.trim());
    field("first").value = rest.filter((part) => part !== "").join(" … ");
    return true;
  },
};

function openPanel(summary) {
  const panel = summary.parentElement;
  const take = TAKE[summary.dataset.take];
  const wasOpen = panel.open;
  for (const other of document.querySelectorAll("details.panel")) {
    other.open = other === panel;
  }
  const taken = take === undefined ? false : take(selectedWords());
  if (taken) {
    panel.querySelector(".button-main").focus();
  } else if (summary.dataset.take !== "content") {
    panel.querySelector("input:not([type=hidden]), select, textarea").focus();
  } else if (wasOpen) {
    field("content").focus();
  }
}

function press(target) {
  if (target.matches("summary")) {
    openPanel(target);
  } else {
    target.click();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isTyping(event.target)) {
    event.target.blur();
    return;
  }
  if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.repeat) {
    return;
  }
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (target !== null) {
    event.preventDefault();
    press(target);
  }
});

// A refusal comes back as the page with what is wrong, and is shown as any page is.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id === "main" || event.detail.elt.id === "main") {
    document.getElementById("asked")?.focus({ preventScroll: true });
    document.querySelector("#main .error")?.scrollIntoView({ block: "nearest" });
  }
});

// Whoever leaves the page lets go of the question.
addEventListener("pagehide", () => {
  const leave = document.querySelector("[data-leave]");
  if (leave !== null) {
    navigator.sendBeacon(leave.action, new FormData(leave));
  }
});
