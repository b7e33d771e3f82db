// What a person fills in: one builder for each kind of input, and the field around it with label, hint and error.

import { h } from "./dom.js";
import { textOf } from "./mrkdwn.js";

const typed =
  (type, more = () => ({})) =>
  (part, id, kept) => {
    const node = h("input", { id, type, placeholder: part.placeholder?.text, ...more(part) });
    node.value = kept ?? part.initial_value ?? "";
    return { node, read: () => node.value.trim() || null };
  };

const CONTROLS = {
  plain_text_input: (part, id, kept) => (part.multiline ? multiline(part, id, kept) : oneLine(part, id, kept)),
  number_input: typed("number", (part) => ({
    min: part.min_value,
    max: part.max_value,
    step: part.is_decimal_allowed ? "any" : 1,
  })),
  url_text_input: typed("url"),
  email_text_input: typed("email"),
  datepicker,
  static_select: select,
  radio_buttons: (part, id, kept) =>
    choices(part, id, "radio", kept === undefined ? [part.initial_option?.value] : [kept]),
  checkboxes: (part, id, kept) =>
    choices(part, id, "checkbox", kept ?? (part.initial_options ?? []).map((option) => option.value)),
  file_input: files,
};

const oneLine = typed("text", (part) => ({ maxlength: part.max_length, minlength: part.min_length }));
let count = 0;

/** {node, read} for an input element, or null for a kind that the playground does not know. */
export function control(part, block, scene) {
  const build = CONTROLS[part.type];
  if (!build) return null;
  const made = build(part, `input-${(count += 1)}`, scene.kept?.get(keyOf(part, block)));
  if (!block.label) made.node.setAttribute("aria-label", part.placeholder?.text ?? "Choose");
  if (part.focus_on_load) made.node.setAttribute("autofocus", "");
  return made;
}

export const keyOf = (part, block) => `${block.block_id}/${part.action_id}`;

/** An `input` block. */
export function field(block, scene) {
  const made = control(block.element, block, scene);
  if (!made) return h("p.block-unknown", {}, `The playground has no input of the type “${block.element.type}”.`);
  const id = made.node.id;
  const several = made.node.tagName === "FIELDSET";
  const label = [textOf(block.label), block.optional && h("span.muted", {}, " (optional)")];
  const hint = block.hint && h("p.hint", { id: `${id}-hint` }, textOf(block.hint));
  const error = h("p.field-error", { id: `${id}-error`, hidden: true });
  made.node.setAttribute("aria-describedby", [hint && `${id}-hint`, `${id}-error`].filter(Boolean).join(" "));
  if (several) made.node.prepend(h("legend", {}, label));
  scene.inputs.push({ part: block.element, block, read: made.read, node: made.node, error, required: !block.optional });
  return h("div.field", {}, !several && h("label", { for: id }, label), made.node, hint, error);
}

function multiline(part, id, kept) {
  const node = h("textarea", { id, rows: 4, placeholder: part.placeholder?.text, maxlength: part.max_length });
  node.value = kept ?? part.initial_value ?? "";
  return { node, read: () => node.value.trim() || null };
}

function datepicker(part, id, kept) {
  const node = h("input", { id, type: "date" });
  node.value = kept ?? part.initial_date ?? "";
  return { node, read: () => node.value || null };
}

function select(part, id, kept) {
  const chosen = kept ?? part.initial_option?.value;
  const option = (one) => h("option", { value: one.value, selected: one.value === chosen }, one.text.text);
  const groups = (part.option_groups ?? []).map((group) =>
    h("optgroup", { label: group.label.text }, group.options.map(option)),
  );
  const none = h("option", { value: "", selected: !chosen }, part.placeholder?.text ?? "Choose an option");
  const node = h("select", { id }, none, (part.options ?? []).map(option), groups);
  return { node, read: () => node.value || null };
}

function choices(part, id, type, chosen) {
  const boxes = part.options.map((option) =>
    h("input", { type, name: id, value: option.value, checked: chosen.includes(option.value) }),
  );
  const rows = part.options.map((option, index) =>
    h(
      "label.choice",
      {},
      boxes[index],
      h("span", {}, textOf(option.text), option.description && h("small.muted", {}, textOf(option.description))),
    ),
  );
  const values = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const read = type === "radio" ? () => values()[0] ?? null : () => (values().length ? values() : null);
  return { node: h("fieldset", { id }, rows), read };
}

function files(part, id) {
  const accept = (part.filetypes ?? []).map((kind) => `.${kind}`).join(",");
  const node = h("input", { id, type: "file", multiple: (part.max_files ?? 10) > 1, accept: accept || null });
  return { node, read: () => (node.files.length ? [...node.files] : null) };
}
