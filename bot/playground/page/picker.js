// A select with a field to type in: what is chosen stands in it as chips, what fits is offered below.

import { h, icon, iconButton } from "./dom.js";
import { textOf } from "./mrkdwn.js";
import { avatar } from "./people.js";
import { personOf } from "./store.js";

const PAUSE = 150;
/** The words of options that were offered or given, by their value: a choice is kept as a value alone. */
const words = new Map();
let open = null;

/**
 * `source(text)` gives groups of options ({label, options}), now or soon; `several` says whether more than one can be
 * chosen, `most` how many. The choice is a value, or a list of values; null for none.
 */
export function picker(part, id, chosen, { source, several, most = Infinity }) {
  const box = h("ul.picker-offers", { id: `${id}-offers`, role: "listbox", "aria-label": "Options", popover: "manual" });
  const input = h("input", {
    id,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": box.id,
  });
  const chips = h("ul.picker-chips", { "aria-label": "Chosen" });
  const node = h("div.picker", {}, chips, input, icon("chevron"), box);
  const state = { part, id, node, box, input, chips, source, several, most, chosen, rows: [], at: 0, asked: 0 };
  listen(state);
  draw(state);
  name(state);
  const read = () => (state.chosen.length === 0 ? null : several ? [...state.chosen] : state.chosen[0]);
  return { node, control: input, read };
}

/** Remember how options are called. */
export function known(options) {
  for (const one of options ?? []) words.set(one.value, one.text.text);
}

/** A choice that was there from the start may be something that was never offered here: ask how it is called. */
async function name(state) {
  if (state.chosen.every(isNamed)) return;
  known((await state.source("")).flatMap((group) => group.options));
  draw(state);
}

const isNamed = (value) => words.has(value) || Boolean(personOf(value));
const wordsOf = (value) => personOf(value)?.name ?? words.get(value) ?? value;

function listen(state) {
  const { node, input, box } = state;
  input.addEventListener("input", (event) => {
    event.stopPropagation();
    clearTimeout(state.pause);
    state.pause = setTimeout(() => offer(state), PAUSE);
  });
  // The choice is told by the picker as a whole, not by the text that is typed to find it.
  input.addEventListener("change", (event) => event.stopPropagation());
  input.addEventListener("blur", () => close(state));
  input.addEventListener("keydown", (event) => keydown(state, event));
  box.addEventListener("pointerdown", (event) => event.preventDefault());
  node.addEventListener("click", (event) => {
    if (event.target.closest(".picker-chips button, .picker-offers")) return;
    input.focus();
    if (!isOpen(state)) offer(state);
  });
}

const isOpen = ({ box }) => box.matches(":popover-open");

async function offer(state) {
  if (document.activeElement !== state.input) return;
  const asked = (state.asked += 1);
  if (!isOpen(state) && !state.rows.length) show(state, [h("li.picker-none", {}, "Searching…")]);
  const groups = await state.source(state.input.value.trim());
  if (asked !== state.asked || !state.input.isConnected || document.activeElement !== state.input) return;
  known(groups.flatMap((group) => group.options));
  const open = groups.map((group) => ({ ...group, options: group.options.filter((one) => !has(state, one)) }));
  state.rows = open.flatMap((group) => group.options);
  state.at = 0;
  show(state, state.rows.length ? open.flatMap((group) => section(state, group)) : [nothing(state)]);
}

const has = ({ chosen }, option) => chosen.includes(option.value);

function nothing({ part, input, several, chosen, most }) {
  const wanted = part.type.endsWith("external_select") ? (part.min_query_length ?? 3) : 0;
  if (several && chosen.length >= most) return h("li.picker-none", {}, `${most} at most. Take one away to choose another.`);
  return h("li.picker-none", {}, input.value.trim().length < wanted ? "Type to search" : "Nothing fits");
}

function section(state, { label, options }) {
  const rows = options.map((option) => row(state, option));
  return label && rows.length ? [h("li.picker-group", { role: "presentation" }, label), ...rows] : rows;
}

function row(state, option) {
  const index = state.rows.indexOf(option);
  const person = personOf(option.value);
  return h(
    "li.picker-offer",
    { id: `${state.id}-${index}`, role: "option", "aria-selected": "false", onclick: () => choose(state, option) },
    person && avatar(person, "small"),
    h("span", {}, textOf(option.text), option.description && h("small.muted", {}, textOf(option.description))),
  );
}

function show(state, rows) {
  const { box, input, several, chosen, most } = state;
  if (several && chosen.length >= most) {
    state.rows = [];
    rows = [nothing(state)];
  }
  box.replaceChildren(...rows);
  if (!isOpen(state)) {
    state.node.scrollIntoView({ block: "nearest" });
    box.showPopover();
    open = state;
  }
  input.setAttribute("aria-expanded", "true");
  position(state);
  mark(state);
}

for (const moved of ["scroll", "resize"])
  addEventListener(moved, (event) => open && event.target !== open.box && isOpen(open) && follow(open), true);

/** The offers stay with their field, and go when it is scrolled out of sight. */
function follow(state) {
  const around = state.node.closest(".modal-body, .scroll, .log")?.getBoundingClientRect();
  const at = state.node.getBoundingClientRect();
  if (around && (at.bottom < around.top || at.top > around.bottom)) close(state);
  else position(state);
}

/** Below the field if there is room, else above it. */
function position({ node, box }) {
  const at = node.getBoundingClientRect();
  const height = box.getBoundingClientRect().height;
  const below = at.bottom + 4 + height < innerHeight || at.top < height;
  box.style.left = `${at.left}px`;
  box.style.width = `${Math.max(at.width, 200)}px`;
  box.style.top = `${below ? at.bottom + 4 : at.top - 4 - height}px`;
}

function mark({ box, input, rows, at, id }) {
  for (const one of box.querySelectorAll("[role=option]"))
    one.setAttribute("aria-selected", String(one.id === `${id}-${at}`));
  if (rows.length) input.setAttribute("aria-activedescendant", `${id}-${at}`);
  else input.removeAttribute("aria-activedescendant");
  box.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
}

function close(state) {
  clearTimeout(state.pause);
  state.asked += 1;
  state.rows = [];
  if (isOpen(state)) state.box.hidePopover();
  state.input.setAttribute("aria-expanded", "false");
  state.input.removeAttribute("aria-activedescendant");
}

function keydown(state, event) {
  const { rows, input } = state;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && isOpen(state)) state.at = rows.length ? (state.at + step + rows.length) % rows.length : 0;
  else if (step) offer(state);
  else if (event.key === "Enter" && rows[state.at]) choose(state, rows[state.at]);
  else if (event.key === "Enter" && isOpen(state)) close(state);
  else if (event.key === "Escape" && isOpen(state)) close(state);
  else if (event.key === "Backspace" && !input.value && state.chosen.length) drop(state, state.chosen.at(-1));
  else return;
  event.preventDefault();
  event.stopPropagation();
  if (isOpen(state)) mark(state);
}

function choose(state, option) {
  state.chosen = state.several ? [...state.chosen, option.value] : [option.value];
  state.input.value = "";
  changed(state);
  if (state.several) offer(state);
  else close(state);
}

function drop(state, value) {
  state.chosen = state.chosen.filter((one) => one !== value);
  changed(state);
  close(state);
}

function changed(state) {
  draw(state);
  state.node.dispatchEvent(new Event("change", { bubbles: true }));
}

function draw(state) {
  const { part, chips, chosen, input, several } = state;
  const chip = (value) =>
    h(
      "li.chip",
      {},
      personOf(value) && avatar(personOf(value), "small"),
      h("span", {}, wordsOf(value)),
      iconButton("close", `Take away ${wordsOf(value)}`, () => {
        drop(state, value);
        input.focus();
      }),
    );
  chips.replaceChildren(...chosen.map(chip));
  chips.hidden = chosen.length === 0;
  const empty = part.placeholder?.text ?? (several ? "Choose some" : "Choose one");
  if (chosen.length) input.removeAttribute("placeholder");
  else input.placeholder = empty;
}
