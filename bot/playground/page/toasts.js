// Sentences that something did not work, shown for a while and read aloud.

import { fill, h, icon, iconButton } from "./dom.js";

const SHOWN_FOR = 8000;

export function toast(sentence) {
  const close = () => note.remove();
  const note = h(
    "div.toast",
    { role: "alert" },
    icon("warning"),
    h("p", {}, sentence),
    iconButton("close", "Dismiss", close),
  );
  host().append(note);
  let timer = setTimeout(close, SHOWN_FOR);
  note.addEventListener("mouseenter", () => clearTimeout(timer));
  note.addEventListener("mouseleave", () => (timer = setTimeout(close, SHOWN_FOR)));
}

/** Behind an open dialog nothing can be reached, so its toasts stand inside it. */
function host() {
  const parent = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  const there = parent.querySelector(":scope > .toasts") ?? h("div.toasts");
  parent.append(there);
  return there;
}

/** Say that the page can't be shown at all. */
export function failed(sentence) {
  document.getElementById("team-name").textContent = "Fieldwise";
  const words = [h("h2", {}, "The workspace can't be shown"), h("p", {}, sentence)];
  const start = h("a", { href: "/" }, "Open it as the first person");
  fill(document.getElementById("pane"), h("div.empty", {}, words, start));
}
