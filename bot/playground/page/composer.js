// Where one writes: text, mentions, commands, files. A draft stays with its channel or thread.

import { completion } from "./completion.js";
import { fill, h, icon, iconButton } from "./dom.js";
import { act, edit, messagesOf, post, world } from "./store.js";
import { toast } from "./toasts.js";
import { upload } from "./wire.js";

const drafts = new Map();
const TALLEST = 220;

/** `where`: {channel, thread}; `label` is both the name and the placeholder of the field. */
export function composer(where, label, id = null) {
  const area = h("textarea", { rows: 1, placeholder: label, "aria-label": label, id });
  const offers = completion(area, { commands: true });
  const picker = h("input", { type: "file", multiple: true, hidden: true, tabindex: -1, "aria-hidden": "true" });
  const chips = h("ul.chips", { "aria-label": "Files to send", hidden: true });
  const state = { where, area, chips, files: [], key: `${where.channel}/${where.thread ?? ""}`, sending: false };
  const send = iconButton("send", "Send", () => submit(state), { disabled: true });
  send.classList.add("send");
  Object.assign(state, { send });
  area.value = drafts.get(state.key) ?? "";
  area.addEventListener("input", () => typed(state));
  area.addEventListener("keydown", (event) => offers.keydown(event) || keydown(state, event));
  picker.addEventListener("change", () => {
    attach(state, [...picker.files]);
    picker.value = "";
  });
  const node = h(
    "form.composer",
    { onsubmit: (event) => event.preventDefault() },
    offers.box,
    chips,
    area,
    h(
      "div.composer-foot",
      {},
      iconButton("clip", "Attach files", () => picker.click()),
      iconButton("at", `Mention someone`, () => insert(area, "@")),
      iconButton("slash", "Use a command", () => startCommand(area)),
      h(
        "span.hint",
        { "aria-hidden": "true" },
        h("kbd", {}, "Enter"),
        " sends, ",
        h("kbd", {}, "Shift Enter"),
        " for a new line",
      ),
      picker,
      send,
    ),
  );
  queueMicrotask(() => typed(state));
  return { node, area, attach: (files) => attach(state, files) };
}

function typed(state) {
  const { area, key } = state;
  drafts.set(key, area.value);
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight, TALLEST)}px`;
  state.send.disabled = !area.value.trim() && !state.files.length;
}

function keydown(state, event) {
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) submit(state);
  else if (event.key === "ArrowUp" && !state.area.value) editLast(state.where);
  else return;
  event.preventDefault();
}

function editLast({ channel, thread }) {
  const inPlace = (one) => (thread ? one.thread_ts === thread : !one.thread_ts || one.thread_ts === one.ts);
  const mine = messagesOf(channel).filter((one) => one.user === world.me.id && !one.is_ephemeral && inPlace(one));
  if (mine.length) edit(mine.at(-1).ts);
}

async function submit(state) {
  const text = state.area.value.trim();
  if (state.sending || (!text && !state.files.length)) return;
  state.sending = true;
  const sent = await deliver(state, text);
  state.sending = false;
  if (!sent) return;
  state.area.value = "";
  attach(state, [], true);
  typed(state);
}

function deliver({ where, files, area }, text) {
  const { channel, thread } = where;
  if (files.length) return sendFiles(files, { channel, thread_ts: thread, text });
  if (!area.value.startsWith("/")) return post(channel, text, thread);
  const [first, rest] = [text.split(/\s/, 1)[0], text.replace(/^\S+\s*/, "")];
  if (world.commands.some((one) => one.name === first))
    return act("command", { channel, command: first, text: rest, thread_ts: thread });
  const known = world.commands.map((one) => one.name).join(", ");
  toast(
    `${first} is not a command here.${known && ` There is ${known}.`} To send it as a message, put a space before it.`,
  );
  return null;
}

async function sendFiles(files, details) {
  try {
    return await upload(world.me.id, files, details);
  } catch (error) {
    toast(error.message);
    return null;
  }
}

function attach(state, files, instead = false) {
  state.files = instead ? files : [...state.files, ...files];
  const chip = (file) =>
    h(
      "li.chip",
      {},
      icon("file"),
      h("span", {}, file.name),
      iconButton("close", `Leave out ${file.name}`, () =>
        attach(
          state,
          state.files.filter((one) => one !== file),
          true,
        ),
      ),
    );
  fill(state.chips, state.files.map(chip)).hidden = !state.files.length;
  typed(state);
  state.area.focus();
}

function insert(area, text) {
  area.focus();
  const before = area.value.slice(0, area.selectionStart);
  area.setRangeText(before && !/\s$/.test(before) ? ` ${text}` : text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function startCommand(area) {
  area.focus();
  if (!area.value.startsWith("/")) area.setRangeText("/", 0, 0, "start");
  area.setSelectionRange(1, 1);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Files dropped anywhere on `pane` are attached. */
export function dropZone(pane, attachTo) {
  const over = (event) => {
    if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
    event.preventDefault();
    pane.classList.add("dropping");
  };
  pane.addEventListener("dragover", over);
  pane.addEventListener(
    "dragleave",
    (event) => !pane.contains(event.relatedTarget) && pane.classList.remove("dropping"),
  );
  pane.addEventListener("drop", (event) => {
    event.preventDefault();
    pane.classList.remove("dropping");
    attachTo([...event.dataTransfer.files]);
  });
}
