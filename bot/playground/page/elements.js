// What can be pressed or chosen inside a block. Each acts at once; what is filled in for a form is in inputs.js.

import { confirmed } from "./dialogs.js";
import { h, icon } from "./dom.js";
import { control } from "./inputs.js";
import { openMenu } from "./menus.js";
import { textOf } from "./mrkdwn.js";
import { picture } from "./pictures.js";

const ICONS = { trash: "trash", edit: "edit", delete: "trash" };

const ELEMENTS = {
  button,
  overflow,
  image: (part) =>
    picture(part.image_url, part.alt_text) ?? h("span.no-picture", { title: part.alt_text }, icon("image")),
  feedback_buttons: feedback,
  icon_button: iconElement,
};

/** An element in its block; inputs outside of a form act when their value changes. */
export function element(part, block, scene) {
  const build = ELEMENTS[part.type];
  return build ? build(part, block, scene) : choosing(part, block, scene);
}

function button(part, block, scene) {
  const classes = `button.button${part.style ? `.${part.style}` : ""}`;
  const label = part.accessibility_label ?? null;
  const node = h(classes, { type: "button", "aria-label": label }, textOf(part.text), part.url && icon("out"));
  node.addEventListener("click", () => {
    if (part.url && /^https?:/i.test(part.url)) window.open(part.url, "_blank", "noopener");
    press(node, part, block, scene, part.value);
  });
  return node;
}

/** One press at a time, after the question that the element asks first, if it asks one. */
async function press(node, part, block, scene, value) {
  if (node.getAttribute("aria-busy") === "true") return;
  if (part.confirm && !(await confirmed(part.confirm))) return;
  node.setAttribute("aria-busy", "true");
  await scene.act(part, block, value);
  node.removeAttribute("aria-busy");
}

function overflow(part, block, scene) {
  const node = h(
    "button.button.overflow",
    { type: "button", "aria-label": "More options", "aria-haspopup": "menu" },
    icon("more"),
  );
  const items = part.options.map((option) => ({
    label: textOf(option.text),
    note: option.description && textOf(option.description),
    run: () => press(node, part, block, scene, option.value),
  }));
  node.addEventListener("click", () => openMenu(node, items, "More options"));
  return node;
}

function feedback(part, block, scene) {
  const one = (choice, name) => {
    const label = choice.accessibility_label ?? choice.text.text;
    const node = h(
      "button.icon-button.feedback",
      { type: "button", "aria-label": label, title: choice.text.text },
      icon(name),
    );
    node.addEventListener("click", async () => {
      await press(node, part, block, scene, choice.value);
      for (const other of node.parentElement?.children ?? [])
        other.setAttribute("aria-pressed", String(other === node));
    });
    return node;
  };
  return h(
    "span.feedback-pair",
    { role: "group", "aria-label": "Feedback" },
    one(part.positive_button, "up"),
    one(part.negative_button, "down"),
  );
}

function iconElement(part, block, scene) {
  if (part.visible_to_user_ids && !part.visible_to_user_ids.includes(scene.me)) return null;
  const label = part.accessibility_label ?? part.text.text;
  const node = h(
    "button.icon-button",
    { type: "button", "aria-label": label, title: part.text.text },
    icon(ICONS[part.icon] ?? "more"),
  );
  node.addEventListener("click", () => press(node, part, block, scene, part.value));
  return node;
}

/** A select, a date, radio buttons or checkboxes: the choice is told as soon as it is made, and sent with the form. */
function choosing(part, block, scene) {
  const made = control(part, block, scene);
  if (!made) return h("span.block-unknown", {}, `(${part.type})`);
  made.node.addEventListener("change", () => scene.act(part, block, made.read()));
  scene.inputs?.push({ part, block, ...made });
  return made.node;
}
