// A menu beside the button that opened it: arrow keys, Home, End, letters, Escape.

import { h } from "./dom.js";

let open = null;

/** `items`: {label, note, run, danger, checked, icon} or null for a line between them. */
export function openMenu(anchor, items, label) {
  if (open?.anchor === anchor) return closeMenu();
  closeMenu();
  const menu = h("div.menu", { role: "menu", "aria-label": label, popover: "manual" }, items.map(row));
  (anchor.closest("dialog") ?? document.body).append(menu);
  menu.showPopover();
  position(menu, anchor);
  anchor.setAttribute("aria-expanded", "true");
  menu.addEventListener("keydown", keys);
  open = { menu, anchor };
  (menu.querySelector("[aria-checked=true]") ?? menu.querySelector("[role^=menuitem]"))?.focus();
}

export function closeMenu({ back = false } = {}) {
  if (!open) return;
  const { menu, anchor } = open;
  open = null;
  menu.remove();
  anchor.setAttribute("aria-expanded", "false");
  if (back) anchor.focus();
}

function row(item) {
  if (!item) return h("hr", { role: "separator" });
  const radio = item.checked !== undefined;
  const attributes = { type: "button", tabindex: -1, role: radio ? "menuitemradio" : "menuitem" };
  if (radio) attributes["aria-checked"] = String(item.checked);
  const onclick = () => {
    closeMenu({ back: true });
    item.run();
  };
  const words = h("span.menu-words", {}, h("span", {}, item.label), item.note && h("small", {}, item.note));
  return h(item.danger ? "button.menu-item.danger" : "button.menu-item", { ...attributes, onclick }, item.icon, words);
}

function position(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + 4 + height < innerHeight;
  const top = below ? at.bottom + 4 : Math.max(8, at.top - 4 - height);
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
}

function keys(event) {
  const items = [...open.menu.querySelectorAll("[role^=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined) items.at(to % items.length).focus();
  else if (event.key === "Escape") closeMenu({ back: true });
  else if (event.key === "Tab") closeMenu({ back: true });
  else if (event.key.length === 1 && event.key !== " ") byLetter(items, at, event.key);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function byLetter(items, at, letter) {
  const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  after.find((item) => item.textContent.trim().toLowerCase().startsWith(letter.toLowerCase()))?.focus();
}

document.addEventListener("pointerdown", (event) => {
  if (open && !open.menu.contains(event.target) && !open.anchor.contains(event.target)) closeMenu();
});
addEventListener("resize", () => closeMenu());
