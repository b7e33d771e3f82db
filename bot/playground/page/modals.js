// The stack of modals that apps have opened for this person; the top one is on show.

import { blocks } from "./blocks.js";
import { fill, h, icon, iconButton } from "./dom.js";
import { textOf } from "./mrkdwn.js";
import { appName } from "./people.js";
import { act, world } from "./store.js";
import { toast } from "./toasts.js";
import { filledIn, sceneOf } from "./views.js";

const shown = new Map();

export function drawModals() {
  const wanted = world.views.map((view) => view.id);
  for (const [id, { dialog }] of shown) dialog.classList.toggle("under", wanted.includes(id) && id !== wanted.at(-1));
  for (const [id, modal] of shown) if (!wanted.includes(id)) close(id, modal);
  world.views.forEach(draw);
}

function draw(view, index) {
  const { title, submit, close, blocks } = view;
  const print = JSON.stringify([title, submit, close, blocks]);
  const modal = shown.get(view.id) ?? open(view);
  if (modal.print === print) return;
  const active = document.activeElement;
  const focused = modal.print ? focusables(modal.dialog).indexOf(active) : -1;
  const scrolled = modal.dialog.querySelector(".modal-body")?.scrollTop ?? 0;
  build(modal, view, index);
  modal.print = print;
  const same = active?.dataset.field && modal.dialog.querySelector(`[data-field="${CSS.escape(active.dataset.field)}"]`);
  (same || focusables(modal.dialog)[focused] || firstField(modal.dialog)).focus();
  modal.dialog.querySelector(".modal-body").scrollTop = scrolled;
}

const focusables = (dialog) => [...dialog.querySelectorAll("a[href], button, input, select, textarea, [tabindex]")];

function open(view) {
  const dialog = h("dialog.modal", { "aria-labelledby": `title-${view.id}` });
  const modal = { dialog, scene: null, print: null, before: document.activeElement };
  const leave = (event) => {
    event.preventDefault();
    event.stopPropagation();
    dismiss(view.id);
  };
  dialog.addEventListener("cancel", leave);
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && leave(event));
  document.body.append(dialog);
  shown.set(view.id, modal);
  dialog.showModal();
  return modal;
}

function close(id, { dialog, before }) {
  shown.delete(id);
  dialog.close();
  dialog.remove();
  const back = before?.isConnected ? before : document.getElementById("channel");
  if (!document.activeElement || document.activeElement === document.body) back.focus();
}

const dismiss = (id) => act("close_view", { view_id: id });

/** What was filled in stays when the app changes the view. */
function build(modal, view, index) {
  const scene = sceneOf(view, modal.scene);
  modal.scene = scene;
  const body = blocks(view.blocks ?? [], scene);
  const dismissal = iconButton(index > 0 ? "back" : "close", index > 0 ? "Back" : "Close", () => dismiss(view.id));
  const form = h(
    "form",
    { novalidate: true, onsubmit: (event) => (event.preventDefault(), submit(modal, view, form)) },
    h(
      "header.modal-head",
      {},
      h("span.avatar.avatar-small.avatar-app", { "aria-hidden": "true" }, icon("leaf")),
      h("div", {}, h("h2", { id: `title-${view.id}` }, textOf(view.title)), h("small.muted", {}, appName())),
      dismissal,
    ),
    h("div.modal-body", { tabindex: -1 }, body),
    foot(view),
  );
  fill(modal.dialog, form);
}

function foot(view) {
  const cancel = h(
    "button.button",
    { type: "button", onclick: () => dismiss(view.id) },
    view.close ? textOf(view.close) : view.submit ? "Cancel" : "Close",
  );
  const send = view.submit && h("button.button.primary", { type: "submit" }, textOf(view.submit));
  return h("footer.modal-foot", {}, cancel, send);
}

const firstField = (dialog) =>
  dialog.querySelector("[autofocus]") ??
  dialog.querySelector(".modal-body :is(input, textarea, select)") ??
  dialog.querySelector(".modal-body");

async function submit(modal, view, form) {
  const { inputs } = modal.scene;
  const missing = Object.fromEntries(
    inputs
      .filter((one) => one.required && one.read() === null)
      .map((one) => [one.block.block_id, "Please fill this in."]),
  );
  showErrors(inputs, missing);
  if (Object.keys(missing).length || form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  const values = await filledIn(inputs);
  const result = values && (await act("submit", { view_id: view.id, values }));
  form.removeAttribute("aria-busy");
  if (!result) return;
  showErrors(inputs, result.errors);
  if (result.errors[""]) toast(result.errors[""]);
}

function showErrors(inputs, errors) {
  for (const { block, control, error } of inputs.filter((one) => one.error)) {
    const sentence = errors[block.block_id];
    error.textContent = sentence ?? "";
    error.hidden = !sentence;
    if (sentence) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
  const first = inputs.find((one) => errors[one.block.block_id])?.control;
  (first?.tagName === "FIELDSET" ? first.querySelector("input") : first)?.focus();
}
