// A field for files: picked one after the other or dropped, each with its name and size.

import { h, icon, iconButton } from "./dom.js";
import { sizeOf } from "./sizes.js";

/** The choice is a list of files, or null. */
export function filePicker(part, id, kept) {
  const most = part.max_files ?? 10;
  const kinds = part.filetypes ?? [];
  const input = h("input.visually-hidden", {
    id,
    type: "file",
    multiple: most > 1,
    accept: kinds.map((kind) => `.${kind}`).join(",") || null,
  });
  const button = h("label.button", { for: id }, icon("clip"), most > 1 ? "Choose files" : "Choose a file");
  const facts = [kinds.length && kinds.map((kind) => kind.toUpperCase()).join(", "), most > 1 && `${most} at most`];
  const note = h("span.muted", {}, ["or drop them here", ...facts].filter(Boolean).join(" · "));
  const list = h("ul.file-list", { "aria-label": "Chosen" });
  const node = h("div.file-picker", {}, h("div.file-picker-head", {}, input, button, note), list);
  const state = { node, input, list, most, files: kept ?? [] };
  listen(state);
  draw(state);
  return { node, control: input, read: () => (state.files.length ? state.files : null) };
}

function listen(state) {
  const { node, input } = state;
  input.addEventListener("change", (event) => {
    event.stopPropagation();
    const chosen = [...input.files];
    input.value = "";
    take(state, chosen);
  });
  node.addEventListener("dragover", (event) => {
    event.preventDefault();
    node.classList.add("over");
  });
  node.addEventListener("dragleave", () => node.classList.remove("over"));
  node.addEventListener("drop", (event) => {
    event.preventDefault();
    event.stopPropagation();
    node.classList.remove("over");
    take(state, [...event.dataTransfer.files]);
  });
}

/** A field for one file holds the last one that was chosen. */
function take(state, files) {
  change(state, state.most === 1 ? files.slice(-1) : [...state.files, ...files]);
}

function change(state, files) {
  state.files = files;
  draw(state);
  state.node.dispatchEvent(new Event("change", { bubbles: true }));
}

function draw(state) {
  const row = (file) =>
    h(
      "li.file",
      {},
      icon("file"),
      h("span.file-words", {}, h("strong", {}, file.name), h("small", {}, sizeOf(file))),
      iconButton("close", `Leave out ${file.name}`, () => {
        change(
          state,
          state.files.filter((one) => one !== file),
        );
        state.input.focus();
      }),
    );
  state.list.replaceChildren(...state.files.map(row));
  state.list.hidden = state.files.length === 0;
}
