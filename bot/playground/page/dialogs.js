// Questions asked before something is done.

import { h } from "./dom.js";
import { textOf } from "./mrkdwn.js";

/** Ask; true when the person agreed. `question` is a confirm object of Block Kit. */
export function confirmed({ title, text, confirm, deny, style }) {
  const yes = h(
    style === "danger" ? "button.button.danger.solid" : "button.button.primary",
    { type: "submit", value: "yes" },
    textOf(confirm ?? "Yes"),
  );
  const no = h("button.button", { type: "submit", value: "no" }, textOf(deny ?? "No"));
  const dialog = h(
    "dialog.modal.question",
    { "aria-labelledby": "question-title" },
    h(
      "form",
      { method: "dialog" },
      h("header.modal-head", {}, h("h2", { id: "question-title" }, textOf(title))),
      h("div.modal-body", {}, textOf(text)),
      h("footer.modal-foot", {}, no, yes),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
