// How far a person has read each channel; known for as long as the tab of the browser is open.

import { isReply, messagesOf, world } from "./store.js";

const key = () => `read/${world.me.id}`;
const read = () => JSON.parse(sessionStorage.getItem(key()) ?? "{}");

/** The number of messages of others that this person has not seen; replies stand in their threads. */
export function unreadIn(channel) {
  const until = Number(read()[channel.id] ?? 0);
  const inSight = (one) => channel.kind === "app" || !isReply(one);
  return messagesOf(channel.id).filter((one) => one.ts > until && one.user !== world.me.id && inSight(one)).length;
}

/** All that stands in the channel now has been seen, if the page is. */
export function markRead(channel) {
  const last = messagesOf(channel.id).at(-1);
  if (document.hidden || !last) return;
  sessionStorage.setItem(key(), JSON.stringify({ ...read(), [channel.id]: last.ts }));
}
