// The messages of a channel or a thread: day lines, who follows whom, where the reader is.

import { h, reconcile } from "./dom.js";
import { messageElement } from "./messages.js";
import { authorOf } from "./people.js";
import { isReply, local, messagesOf, world } from "./store.js";
import { statusOf } from "./status.js";
import { dayKey, dayName } from "./times.js";

const SOON = 5 * 60;
const NEAR_THE_END = 120;

export function messageLog(label) {
  const log = h("div.log", { role: "log", "aria-live": "polite", "aria-label": label });
  log.addEventListener("keydown", walk);
  return log;
}

/** Show the main messages of a channel; replies stand in their threads, those without a root stay where they are. */
export function drawChannelLog(log, channel) {
  const all = messagesOf(channel);
  const roots = new Set(all.filter((one) => !isReply(one)).map((one) => one.ts));
  const replies = Map.groupBy?.(all.filter(isReply), (one) => one.thread_ts) ?? grouped(all.filter(isReply));
  const shown = all.filter((one) => !isReply(one) || !roots.has(one.thread_ts) || one.subtype === "thread_broadcast");
  draw(
    log,
    shown.map((message) => ({
      message,
      replies: (replies.get(message.ts) ?? []).filter((one) => !one.is_ephemeral),
      status: statusOf(channel, message.ts),
      inThread: false,
    })),
  );
}

export function drawThreadLog(log, channel, root) {
  const shown = messagesOf(channel).filter((one) => one.ts === root || one.thread_ts === root);
  draw(
    log,
    shown.map((message) => ({ message, replies: [], status: null, inThread: true })),
  );
}

function grouped(replies) {
  const groups = new Map();
  for (const reply of replies) groups.set(reply.thread_ts, [...(groups.get(reply.thread_ts) ?? []), reply]);
  return groups;
}

function draw(log, rows) {
  const follows = isFollowed(log, rows.at(-1)?.message);
  const items = rows.flatMap((row, index) => itemsOf(row, rows[index - 1]));
  reconcile(log, items, (item) => (item.day ? dayLine(item.day) : messageElement(item.row)));
  keepOneTabStop(log);
  if (follows) showLast(log);
}

/** Whether the reader wants to see what comes: they are at the end, have not moved since, or wrote it themselves. */
function isFollowed(log, newest) {
  const arrived = newest?.ts !== log.newest;
  const atTheEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_THE_END;
  log.newest = newest?.ts;
  return atTheEnd || log.scrollTop === log.placedAt || (arrived && newest?.user === world.me.id);
}

/** The end of the log, or the beginning of a last message that is taller than the log. Never back up. */
function showLast(log) {
  const end = log.scrollHeight - log.clientHeight;
  const last = log.lastElementChild ? log.lastElementChild.offsetTop - log.offsetTop : 0;
  log.scrollTop = Math.max(log.scrollTop, Math.min(end, last));
  log.placedAt = log.scrollTop;
}

function itemsOf(row, before) {
  const { message } = row;
  const newDay = !before || dayKey(before.message.ts) !== dayKey(message.ts);
  const follows = !newDay && isFollowing(message, before.message);
  const editing = local.editing === message.ts;
  const item = {
    key: keyOf(message),
    row: { ...row, follows },
    print: editing ? "editing" : JSON.stringify([row, follows]),
  };
  return newDay ? [{ key: `day-${dayKey(message.ts)}`, day: message.ts, print: dayName(message.ts) }, item] : [item];
}

const keyOf = (message) => `${message.is_ephemeral ? "only-" : ""}${message.ts}`;

function isFollowing(message, before) {
  const same = authorOf(message).id === authorOf(before).id && !message.is_ephemeral === !before.is_ephemeral;
  return same && !message.is_ephemeral && message.ts - before.ts < SOON;
}

const dayLine = (ts) => h("div.day", { role: "separator", "aria-label": dayName(ts) }, h("span", {}, dayName(ts)));

/** Arrow keys go from message to message; only one of them is a stop of the Tab key. */
function walk(event) {
  const all = [...event.currentTarget.querySelectorAll("article.message")];
  const at = all.indexOf(event.target);
  if (at < 0) return;
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
  if (event.key === "Enter") event.target.querySelector(".thread-bar, [aria-label='Reply in thread']")?.click();
  else if (to === undefined) return;
  event.preventDefault();
  all[to]?.focus();
  keepOneTabStop(event.currentTarget);
}

function keepOneTabStop(log) {
  const all = [...log.querySelectorAll("article.message")];
  const stop = all.find((one) => one.contains(document.activeElement)) ?? all.at(-1);
  for (const one of all) one.tabIndex = one === stop ? 0 : -1;
}

/** Bring one message into view and mark it for a moment. */
export function reveal(log, ts) {
  const found = log.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
  found?.scrollIntoView({ block: "center" });
  found?.classList.add("found");
}
