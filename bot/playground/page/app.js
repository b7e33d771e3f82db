// The app's own place: Home, Messages and About.

import { blocks } from "./blocks.js";
import { fill, h, icon } from "./dom.js";
import { appName } from "./people.js";
import { go, inApp, place, post, world } from "./store.js";
import { sceneOf } from "./views.js";

let homeScene = null;
const TABS = { home: "Home", messages: "Messages", about: "About" };

export function drawTabs(bar) {
  bar.hidden = !inApp();
  if (bar.hidden || bar.dataset.shown === place.tab) return;
  const focused = bar.contains(document.activeElement);
  fill(
    bar,
    Object.entries(TABS).map(([tab, name]) => tabButton(tab, name)),
  );
  bar.dataset.shown = place.tab;
  if (focused) bar.querySelector("[aria-selected=true]").focus();
}

function tabButton(tab, name) {
  const chosen = place.tab === tab;
  return h(
    "button.tab",
    {
      type: "button",
      role: "tab",
      id: `tab-${tab}`,
      "aria-selected": String(chosen),
      "aria-controls": "pane",
      tabindex: chosen ? 0 : -1,
      onclick: () => show(tab),
      onkeydown: (event) => turn(event, tab),
    },
    name,
  );
}

const show = (tab) => go({ channel: place.channel, tab });

function turn(event, tab) {
  const names = Object.keys(TABS);
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step) show(names.at((names.indexOf(tab) + step) % names.length));
}

/** The Home that the app has published for this person; what they have filled in stays when it is published anew. */
export function homeElement() {
  const view = world.home;
  if (!view)
    return h(
      "div.empty",
      {},
      icon("leaf"),
      h("h2", {}, `${appName()} has no Home yet`),
      h("p", {}, "It appears here as soon as the app publishes it."),
    );
  homeScene = sceneOf(view, homeScene?.id === view.id ? homeScene : null);
  homeScene.id = view.id;
  return h("div.home", {}, blocks(view.blocks ?? [], homeScene));
}

export function aboutElement() {
  const rows = (list, name, words) =>
    list.length > 0 && h("section", {}, h("h3", {}, name), h("dl", {}, list.map(words)));
  return h(
    "div.home.about",
    {},
    h(
      "header.about-head",
      {},
      h("span.avatar.avatar-app.avatar-large", { "aria-hidden": "true" }, icon("leaf")),
      h("div", {}, h("h2", {}, appName()), h("p.muted", {}, "An app in this workspace.")),
    ),
    rows(world.commands, "Commands", (one) => [
      h("dt", {}, h("code", {}, [one.name, one.usage].filter(Boolean).join(" "))),
      h("dd", {}, one.description ?? ""),
    ]),
    rows(world.shortcuts, "In the menu of a message", (one) => [
      h("dt", {}, one.name),
      h("dd", {}, one.description ?? ""),
    ]),
  );
}

/** The app's suggested prompts as chips; pressing one sends it. */
export function drawPrompts(node) {
  const prompts = world.prompts[place.channel] ?? [];
  const print = JSON.stringify(prompts);
  if (node.print === print) return;
  node.print = print;
  const chip = ({ title, message }) =>
    h("button.prompt", { type: "button", title: message, onclick: () => post(place.channel, message) }, title);
  fill(node, prompts.map(chip)).hidden = prompts.length === 0;
}
