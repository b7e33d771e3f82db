// Offers while one types: @people, #channels and, at the start, /commands.

import { h } from "./dom.js";
import { avatar, described } from "./people.js";
import { world } from "./store.js";

const MOST = 8;
let count = 0;

/** A list box over `area`. `keydown` says whether it took the key. */
export function completion(area, { commands }) {
  const id = `offers-${(count += 1)}`;
  const box = h("ul.offers", { id, role: "listbox", "aria-label": "Suggestions", hidden: true });
  const state = { area, box, id, offers: [], at: 0, commands };
  for (const [key, value] of Object.entries({
    "aria-autocomplete": "list",
    "aria-controls": id,
    role: "combobox",
    "aria-expanded": "false",
  }))
    area.setAttribute(key, value);
  area.addEventListener("input", () => update(state));
  area.addEventListener("blur", () => show(state, []));
  return { box, keydown: (event) => keydown(state, event), close: () => show(state, []) };
}

function update(state) {
  const before = state.area.value.slice(0, state.area.selectionStart);
  const match = /(?:^|[\s(])([@#])([\p{L}\p{N}_-]*(?: [\p{L}\p{N}_-]*)?)$/u.exec(before);
  if (state.commands && /^\/\S*$/.test(before)) return show(state, commandOffers(before), before.length);
  if (!match) return show(state, []);
  const offers = match[1] === "@" ? peopleOffers(match[2]) : channelOffers(match[2]);
  return show(state, offers, match[2].length + 1);
}

const begins = (name, typed) => {
  const wanted = typed.toLowerCase();
  return (
    name.toLowerCase().startsWith(wanted) ||
    (!wanted.includes(" ") &&
      name
        .toLowerCase()
        .split(/\s+/)
        .some((word) => word.startsWith(wanted)))
  );
};

function peopleOffers(typed) {
  const all = world.people.filter((one) => one.id !== world.me.id && !one.deleted && begins(one.name, typed));
  const appFirst = all.toSorted((a, b) => Number(b.is_bot) - Number(a.is_bot));
  return appFirst.map((one) => ({
    text: `@${one.name} `,
    shown: [avatar(one, "small"), h("span", {}, described(one)), one.is_bot && h("span.badge", {}, "App")],
  }));
}

function channelOffers(typed) {
  const named = world.channels.filter((channel) => ["channel", "private"].includes(channel.kind));
  return named
    .filter((one) => begins(one.name, typed))
    .map((one) => ({ text: `#${one.name} `, shown: [`#${one.name}`] }));
}

function commandOffers(typed) {
  return world.commands
    .filter((one) => one.name.startsWith(typed))
    .map((one) => ({
      text: `${one.name} `,
      shown: [h("strong", {}, one.name), h("span.muted", {}, [one.usage, one.description].filter(Boolean).join(" · "))],
    }));
}

function show(state, offers, typed = 0) {
  Object.assign(state, { offers: offers.slice(0, MOST), typed, at: 0 });
  state.box.replaceChildren(...state.offers.map((offer, index) => row(state, offer, index)));
  state.box.hidden = state.offers.length === 0;
  state.area.setAttribute("aria-expanded", String(!state.box.hidden));
  mark(state);
}

function row(state, offer, index) {
  const take = (event) => {
    event.preventDefault();
    accept(state, index);
  };
  return h("li", { id: `${state.id}-${index}`, role: "option", onpointerdown: take }, offer.shown);
}

function mark(state) {
  [...state.box.children].forEach((one, index) => one.setAttribute("aria-selected", String(index === state.at)));
  if (state.offers.length) state.area.setAttribute("aria-activedescendant", `${state.id}-${state.at}`);
  else state.area.removeAttribute("aria-activedescendant");
}

function keydown(state, event) {
  const size = state.offers.length;
  if (!size) return false;
  if (event.key === "ArrowDown") state.at = (state.at + 1) % size;
  else if (event.key === "ArrowUp") state.at = (state.at + size - 1) % size;
  else if (event.key === "Escape") show(state, []);
  else if (event.key === "Tab" || event.key === "Enter") accept(state, state.at);
  else return false;
  event.preventDefault();
  event.stopPropagation();
  mark(state);
  return true;
}

function accept(state, index) {
  const { area, typed } = state;
  const to = area.selectionStart;
  area.setRangeText(state.offers[index].text, to - typed, to, "end");
  show(state, []);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
