// A message of one's own, being changed in its place.

import { h } from "./dom.js";
import { unescaped } from "./mrkdwn.js";
import { mentionsAsTyped } from "./people.js";
import { act, edit, place } from "./store.js";

/** Enter saves, Escape leaves the message as it was. */
export function editor(message) {
  const area = h("textarea.editing", { "aria-label": "Edit message", rows: 2 });
  area.value = mentionsAsTyped(message.text ?? "", unescaped);
  const stop = () => {
    edit(null);
    queueMicrotask(() => document.querySelector(`[data-ts="${message.ts}"]`)?.focus());
  };
  const save = async () => {
    const text = area.value.trim();
    if (text && !(await act("edit", { channel: place.channel, ts: message.ts, text }))) return;
    stop();
  };
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") stop();
    else if (event.key === "Enter" && !event.shiftKey) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  queueMicrotask(() => area.focus());
  return h(
    "div.editor",
    {},
    area,
    h(
      "div.editor-foot",
      {},
      h("button.button", { type: "button", onclick: stop }, "Cancel"),
      h("button.button.primary", { type: "button", onclick: save }, "Save"),
    ),
  );
}
