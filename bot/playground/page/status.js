// "Fieldwise is searching the guides…", with the loading messages taking turns beside it.

import { h, icon } from "./dom.js";
import { appName } from "./people.js";
import { world } from "./store.js";

const TURN = 2500;

/** What the app is doing in this thread now, or null. */
export function statusOf(channel, ts) {
  const status = world.status[`${channel}:${ts}`];
  return status?.status ? status : null;
}

export function statusLine({ status, loading_messages: messages = [] }) {
  const words = /[.…!?]$/.test(status) ? status : `${status}…`;
  const turning = h("span.muted", { "aria-hidden": "true" }, messages?.[0] ?? "");
  if (messages?.length > 1) takeTurns(turning, messages);
  return h("p.status", { role: "status" }, icon("leaf"), h("span.shimmer", {}, `${appName()} ${words}`), turning);
}

function takeTurns(node, messages, at = 1) {
  setTimeout(() => {
    if (!node.isConnected) return;
    node.textContent = messages[at % messages.length];
    takeTurns(node, messages, at + 1);
  }, TURN);
}
