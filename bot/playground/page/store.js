// What the page knows: the workspace as the server told it, and where the person is in it.

import { act as send, snapshot } from "./wire.js";
import { toast } from "./toasts.js";

export const world = {
  me: null,
  team: {},
  app: {},
  people: [],
  channels: [],
  messages: {},
  ephemerals: {},
  status: {},
  prompts: {},
  home: null,
  views: [],
  commands: [],
  shortcuts: [],
};
export const place = { channel: null, thread: null, tab: "messages" };
export const local = { editing: null, dismissed: new Set() };

const watchers = new Set();
const pushed = [];
let drawing = false;
let fetching = 0;

/** Call `draw` soon after every change of the world or the place. */
export function watch(draw) {
  watchers.add(draw);
}

export function changed() {
  if (drawing) return;
  drawing = true;
  queueMicrotask(() => {
    drawing = false;
    for (const draw of watchers) draw();
  });
}

/** Fetch everything anew. What is pushed meanwhile is newer than the snapshot and is brought in after it. */
export async function refresh(person) {
  fetching += 1;
  try {
    take(await snapshot(person));
  } finally {
    fetching -= 1;
  }
  pushed.splice(0).forEach(receive);
  changed();
}

function take(seen) {
  const people = seen.people.map(described);
  Object.assign(world, seen, { people, me: people.find((one) => one.id === seen.me.id) });
}

/** A person as the page speaks of them; `seen` is what Slack tells of a user. */
const described = (seen) => ({
  id: seen.id,
  name: seen.real_name || seen.profile?.real_name || seen.name,
  role: seen.profile?.title ?? "",
  is_bot: Boolean(seen.is_bot),
  is_stranger: Boolean(seen.is_stranger),
  deleted: Boolean(seen.deleted),
});

/** Bring in what the live socket pushed. */
export function receive(push) {
  if (fetching) return pushed.push(push);
  PUSHES[push.type]?.(push);
  changed();
}

const PUSHES = {
  state: take,
  channel({ id, messages, ...facts }) {
    world.messages[id] = messages;
    Object.assign(channelOf(id) ?? {}, facts);
  },
  ephemeral: ({ id, messages }) => (world.ephemerals[id] = messages),
  status: ({ status }) => (world.status = status),
  prompts: ({ id, prompts }) => (world.prompts[id] = prompts),
  home: ({ home }) => (world.home = home),
  views: ({ views }) => (world.views = views),
};

/** Act as the person of this page; an error is shown as a toast and the result is null. */
export async function act(name, details = {}) {
  try {
    return await send(world.me.id, name, details);
  } catch (error) {
    toast(error.message);
    return null;
  }
}

/** Write a message. In the app's own place each question begins a thread, which is opened: the answer comes there. */
export async function post(channel, text, thread = null) {
  const sent = await act("post", { channel, text, thread_ts: thread });
  if (sent && !thread && channelOf(channel).kind === "app") go({ channel, thread: sent.ts });
  return sent;
}

export const channelOf = (id) => world.channels.find((channel) => channel.id === id);
export const personOf = (id) => world.people.find((person) => person.id === id);
export const current = () => channelOf(place.channel);
export const inApp = () => current()?.kind === "app";

/** Go to a channel, and in it to a thread or a tab; the address of the page says where one is. */
export function go(to) {
  location.hash = addressOf(to);
}

export function addressOf(to) {
  return "#" + new URLSearchParams(Object.entries(to).filter(([, value]) => value));
}

export function followAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const channel = channelOf(asked.get("channel")) ?? world.channels[0];
  Object.assign(place, { channel: channel?.id, thread: asked.get("thread"), tab: asked.get("tab") ?? "messages" });
  local.editing = null;
  changed();
}

/** Open a message of one's own for editing in its place; null closes the editor. */
export function edit(ts) {
  local.editing = ts;
  changed();
}

/** All that stands in the channel for this person, oldest first: messages and what only they can see. */
export function messagesOf(channel) {
  const mine = (world.ephemerals[channel] ?? []).filter((one) => !local.dismissed.has(one.ts));
  const all = [...(world.messages[channel] ?? []), ...mine.map((one) => ({ ...one, is_ephemeral: true }))];
  return all.sort((a, b) => a.ts - b.ts);
}

export const isReply = (message) => message.thread_ts && message.thread_ts !== message.ts;
