// What a person fills in: one builder for each kind of input, and the field around it with label, hint and error.

import { h } from "./dom.js";
import { filePicker } from "./file_picker.js";
import { textOf } from "./mrkdwn.js";
import { known, picker } from "./picker.js";

const PAUSE = 300;

/** What was filled in before the view was drawn anew, or else what the app has put there. */
const held = (kept, initial) => (kept === undefined ? initial : kept);

const typed =
  (type, more = () => ({}), initial = "initial_value") =>
  (part, id, kept) => {
    const node = h("input", { id, type, placeholder: part.placeholder?.text, ...more(part) });
    node.value = held(kept, part[initial]) ?? "";
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
  datepicker: typed("date", () => ({}), "initial_date"),
  timepicker: typed("time", () => ({}), "initial_time"),
  datetimepicker,
  static_select: select,
  multi_static_select: (part, id, kept) => {
    const groups = groupsOf(part);
    known(groups.flatMap((group) => group.options));
    return several(part, id, kept, part.initial_options?.map(valueOf), (text) => fitting(groups, text));
  },
  radio_buttons: (part, id, kept) =>
    choices(part, id, "radio", [held(kept, part.initial_option?.value)].filter(Boolean)),
  checkboxes: (part, id, kept) => choices(part, id, "checkbox", held(kept, part.initial_options?.map(valueOf)) ?? []),
  file_input: filePicker,
};

const INITIAL = {
  users: "initial_user",
  conversations: "initial_conversation",
  channels: "initial_channel",
  external: "initial_option",
};

const valueOf = (option) => option.value ?? option;
const oneLine = typed("text", (part) => ({ maxlength: part.max_length, minlength: part.min_length }));
let count = 0;

/** {node, control, read} for an input element, or null for a kind that the playground does not know. */
export function control(part, block, scene) {
  const build = CONTROLS[part.type] ?? filling(part, block, scene);
  if (!build) return null;
  const made = { control: null, ...build(part, `input-${(count += 1)}`, scene.kept?.get(keyOf(part, block))) };
  made.control ??= made.node;
  made.control.dataset.field = keyOf(part, block);
  if (!block.label) made.control.setAttribute("aria-label", part.placeholder?.text ?? "Choose");
  if (part.focus_on_load) made.control.setAttribute("autofocus", "");
  return made;
}

export const keyOf = (part, block) => `${block.block_id}/${part.action_id}`;

/** What is filled in now, by block and action. */
export const valuesIn = (inputs) => new Map(inputs.map((one) => [keyOf(one.part, one.block), one.read()]));

/** An `input` block. */
export function field(block, scene) {
  const part = block.element;
  const made = control(part, block, scene);
  if (!made) return h("p.block-unknown", {}, `The playground has no input of the type “${part.type}”.`);
  const { id } = made.control;
  const several = made.node.tagName === "FIELDSET";
  const label = [textOf(block.label), block.optional && h("span.muted", {}, " (optional)")];
  const hint = block.hint && h("p.hint", { id: `${id}-hint` }, textOf(block.hint));
  const error = h("p.field-error", { id: `${id}-error`, hidden: true });
  made.control.setAttribute("aria-describedby", [hint && `${id}-hint`, `${id}-error`].filter(Boolean).join(" "));
  if (several) made.node.prepend(h("legend", {}, label));
  scene.inputs?.push({ part, block, ...made, error, required: !block.optional });
  if (block.dispatch_action) dispatch(part, made, () => scene.act(part, block, made.read()));
  return h("div.field", {}, !several && h("label", { for: id }, label), made.node, hint, error);
}

/** Tell the app before the form is sent: of a text when Enter is pressed, or at each letter, of all else at once. */
function dispatch(part, { node, read }, tell) {
  const text = ["plain_text_input", "number_input", "email_text_input", "url_text_input"].includes(part.type);
  if (!text) return node.addEventListener("change", tell);
  const on = part.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  let pause, told;
  const once = () => told !== (told = read() ?? "") && tell();
  if (on.includes("on_character_entered"))
    node.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(once, PAUSE);
    });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || (part.multiline && event.shiftKey)) return;
    event.preventDefault();
    if (on.includes("on_enter_pressed")) tell();
  });
}

/** A select that has no options of its own: people, conversations, or what the app suggests. */
function filling(part, block, scene) {
  const [, multi, from] = /^(multi_)?(users|conversations|channels|external)_select$/.exec(part.type) ?? [];
  if (!from) return null;
  const source = async (text) => (await scene.offers(part, block, text)) ?? [];
  const initial = multi ? part[`${INITIAL[from]}s`] : part[INITIAL[from]];
  if (from === "external") known([initial].flat().filter(Boolean));
  const first = (multi ? initial : initial && [initial])?.map(valueOf);
  return (_, id, kept) =>
    multi
      ? several(part, id, kept, first, source)
      : picker(part, id, [held(kept, first)].flat().filter(Boolean), { source, several: false });
}

const several = (part, id, kept, first, source) =>
  picker(part, id, [...(held(kept, first) ?? [])], { source, several: true, most: part.max_selected_items });

const groupsOf = (part) =>
  part.option_groups?.map((group) => ({ label: group.label.text, options: group.options })) ?? [
    { label: null, options: part.options ?? [] },
  ];

const fitting = (groups, text) =>
  groups.map((group) => ({
    ...group,
    options: group.options.filter((one) => one.text.text.toLowerCase().includes(text.toLowerCase())),
  }));

function multiline(part, id, kept) {
  const node = h("textarea", { id, rows: 4, placeholder: part.placeholder?.text, maxlength: part.max_length });
  node.value = held(kept, part.initial_value) ?? "";
  return { node, read: () => node.value.trim() || null };
}

/** Its value is seconds since the epoch; what is shown is the clock of this computer. */
function datetimepicker(part, id, kept) {
  const node = h("input", { id, type: "datetime-local" });
  const seconds = held(kept, part.initial_date_time);
  const shift = new Date().getTimezoneOffset() * 60;
  if (seconds) node.value = new Date((seconds - shift) * 1000).toISOString().slice(0, 16);
  return { node, read: () => (node.value ? Math.floor(new Date(node.value).getTime() / 1000) : null) };
}

function select(part, id, kept) {
  const chosen = held(kept, part.initial_option?.value);
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
