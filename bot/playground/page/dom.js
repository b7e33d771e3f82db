// Elements are built as nodes: a string is always text, never HTML.

const SVG = "http://www.w3.org/2000/svg";
const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex]";

/** `h("button.primary", {type: "button", onclick}, "Send")`; attributes that are null or false are left out. */
export function h(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) set(node, key, value);
  node.append(...present(children));
  return node;
}

/** Attributes on a node that is there already; the names are those of `h`. */
export function set(node, key, value) {
  if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
  else if (value === null || value === undefined || value === false) node.removeAttribute(key);
  else node.setAttribute(key, value === true ? "" : value);
}

export function fill(node, ...children) {
  node.replaceChildren(...present(children));
  return node;
}

export const present = (children) =>
  children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

export function iconButton(name, label, onclick, attributes = {}) {
  return h(
    "button.icon-button",
    { type: "button", "aria-label": label, title: label, onclick, ...attributes },
    icon(name),
  );
}

export const hidden = (text) => h("span.visually-hidden", {}, text);

/**
 * Bring the children of `parent` in line with `items` ({key, print}): a child whose print is unchanged stays as it is,
 * so that focus, scroll position and half-chosen menus survive, and a live region reads only what is new.
 */
export function reconcile(parent, items, build) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const wanted = items.map((item) => kept(old.get(item.key), item, build));
  const staying = new Set(wanted);
  for (const node of [...parent.children]) if (!staying.has(node)) node.remove();
  wanted.forEach((node, index) => {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
}

function kept(node, item, build) {
  if (node && node.print === item.print) return node;
  const fresh = build(item);
  fresh.dataset.key = item.key;
  fresh.print = item.print;
  if (node) replaceKeepingFocus(node, fresh);
  return fresh;
}

/** Put `fresh` where `node` was; what had the focus inside keeps it, or else the new element gets it. */
function replaceKeepingFocus(node, fresh) {
  const active = document.activeElement;
  const held = node.contains(active);
  const before = [...node.querySelectorAll(FOCUSABLE)].filter((one) => identity(one) === identity(active));
  node.replaceWith(fresh);
  if (!held) return;
  const after = [...fresh.querySelectorAll(FOCUSABLE)].filter((one) => identity(one) === identity(active));
  (after[before.indexOf(active)] ?? fresh).focus({ preventScroll: true });
}

const identity = (node) => node.dataset.field ?? node.getAttribute("href") ?? node.ariaLabel ?? node.textContent;
