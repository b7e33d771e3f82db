// A thread in its panel beside the channel; on a narrow screen it takes the place of the channel.

import { composer, dropZone } from "./composer.js";
import { fill, h, iconButton } from "./dom.js";
import { drawThreadLog, messageLog } from "./list.js";
import { channelLabel } from "./people.js";
import { current, go, messagesOf, place } from "./store.js";
import { statusLine, statusOf } from "./status.js";

let shown = null;

export function drawThread(panel) {
  const asked = place.thread && current() ? `${place.channel}/${place.thread}` : null;
  document.body.classList.toggle("with-thread", Boolean(asked));
  panel.hidden = !asked;
  if (!asked) return leave(panel);
  if (shown?.key !== asked) shown = build(panel, asked);
  drawThreadLog(shown.log, place.channel, place.thread);
  shown.gone.hidden = messagesOf(place.channel).some((one) => one.ts === place.thread);
  drawStatus(shown.status);
}

export const closeThread = () => go({ channel: place.channel, tab: place.tab === "messages" ? null : place.tab });

function leave(panel) {
  if (!shown) return;
  const root = document.querySelector(`#channel [data-ts="${CSS.escape(shown.root)}"]`);
  const held = panel.contains(document.activeElement) || document.activeElement === document.body;
  shown = null;
  fill(panel);
  if (held) root?.focus();
}

function build(panel, key) {
  const log = messageLog("Messages in this thread");
  const status = h("div.status-place");
  const gone = h("p.muted.gone", { hidden: true }, "The first message of this thread was deleted.");
  const written = composer({ channel: place.channel, thread: place.thread }, "Reply in this thread");
  fill(
    panel,
    h(
      "header.bar",
      {},
      iconButton("back", "Back to the channel", closeThread, { class: "icon-button only-narrow" }),
      h("div.bar-words", {}, h("h2", {}, "Thread"), h("p", {}, channelLabel(place.channel))),
      iconButton("close", "Close the thread", closeThread, { class: "icon-button only-wide" }),
    ),
    gone,
    log,
    status,
    written.node,
  );
  dropZoneOnce(panel, written);
  queueMicrotask(() => written.area.focus());
  return { key, root: place.thread, log, status, gone };
}

let attachHere = null;
function dropZoneOnce(panel, written) {
  if (!attachHere) dropZone(panel, (files) => attachHere(files));
  attachHere = written.attach;
}

function drawStatus(node) {
  const status = statusOf(place.channel, place.thread);
  const print = JSON.stringify(status);
  if (node.print === print) return;
  node.print = print;
  fill(node, status && statusLine(status));
}
