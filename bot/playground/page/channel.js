// The channel in the middle: its head, its messages or the tab of the app, and the field to write in.

import { aboutElement, drawPrompts, drawTabs, homeElement } from "./app.js";
import { composer, dropZone } from "./composer.js";
import { fill, h, icon, reconcile } from "./dom.js";
import { drawChannelLog, messageLog, reveal } from "./list.js";
import { appName, channelIcon } from "./people.js";
import { act, current, inApp, messagesOf, place, world } from "./store.js";
import { markRead } from "./unread.js";

const by = (id) => document.getElementById(id);
let pane = { key: null };

export function drawChannel() {
  const channel = current();
  if (!channel) return;
  drawHead(channel);
  drawTabs(by("tabs"));
  const tab = inApp() ? place.tab : "messages";
  const key = `${channel.id}/${tab}`;
  if (pane.key !== key) arrive(channel, tab, key);
  if (tab === "messages") drawMessages(channel);
  if (tab === "home") drawHome();
}

function drawHead(channel) {
  const print = JSON.stringify([channel, world.people]);
  if (by("channel").print === print) return;
  by("channel").print = print;
  document.title = `${channel.name} · ${world.team.name}`;
  fill(by("channel-name"), channelIcon(channel), h("span", {}, channel.name));
  by("channel-topic").textContent = channel.topic ?? "";
  const count = channel.members?.length;
  fill(
    by("channel-facts"),
    channel.shared && h("span.badge.badge-shared", {}, icon("link"), "Shared channel"),
    count &&
      channel.kind !== "app" &&
      h(
        "span.members",
        { title: `${count} members`, role: "img", "aria-label": `${count} members` },
        icon("people"),
        String(count),
      ),
  );
}

/** The person has come here; the app hears of its opening. */
function arrive(channel, tab, key) {
  pane = {
    key,
    ...(tab === "messages"
      ? messagesPane(channel)
      : { node: h("div.scroll", { tabindex: 0, role: "tabpanel", "aria-labelledby": `tab-${tab}` }) }),
  };
  if (tab === "about") fill(pane.node, aboutElement());
  fill(by("pane"), pane.node);
  if (channel.kind === "app" && tab !== "about") act("open_home", { tab });
  if (pane.area && matchMedia("(hover: hover)").matches && document.activeElement?.getAttribute("role") !== "tab")
    pane.area.focus();
}

function messagesPane(channel) {
  const app = channel.kind === "app";
  const named = ["channel", "private"].includes(channel.kind) ? `#${channel.name}` : channel.name;
  const log = messageLog(`Messages in ${named}`);
  const written = composer(
    { channel: channel.id, thread: null },
    app ? `Ask ${appName()} a question` : `Message ${named}`,
    "composer",
  );
  const prompts = h("div.prompts", { role: "group", "aria-label": "Suggested prompts", hidden: true });
  const empty = h(
    "div.empty",
    { hidden: true },
    channelIcon(channel),
    h("h2", {}, app ? `Ask ${appName()}` : `This is the start of ${named}`),
    h(
      "p",
      {},
      app
        ? "Questions asked here are only seen by you and the app."
        : `Write the first message, or mention @${appName()} with a question.`,
    ),
  );
  const node = h("div.messages", {}, empty, log, prompts, written.node);
  dropZone(node, written.attach);
  return { node, log, prompts, empty, area: written.area };
}

function drawMessages(channel) {
  const { log, empty, prompts } = pane;
  empty.hidden = messagesOf(channel.id).length > 0;
  log.hidden = !empty.hidden;
  drawChannelLog(log, channel.id);
  drawPrompts(prompts);
  markRead(channel);
  const asked = new URLSearchParams(location.hash.slice(1)).get("message");
  if (asked && pane.revealed !== asked) reveal(log, (pane.revealed = asked));
}

function drawHome() {
  const top = pane.node.scrollTop;
  reconcile(pane.node, [{ key: "home", print: JSON.stringify(world.home?.blocks ?? null) }], homeElement);
  pane.node.scrollTop = top;
}
