// Buttons that copy a text of the page, where the browser lets a page copy. Without this script the text is selected and copied by hand.
"use strict";

for (const button of document.querySelectorAll("[data-copies]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copies).textContent;
    await navigator.clipboard.writeText(text.replace(/\s+/g, " ").trim());
    const status = button.nextElementSibling;
    status.textContent = status.dataset.copied;
  });
}
