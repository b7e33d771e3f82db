// Names and faces; a face is drawn from initials.

import { h, icon } from "./dom.js";
import { channelOf, personOf, world } from "./store.js";

const TINTS = 8;

export function nameOf(id) {
  return personOf(id)?.name ?? (id === "USLACKBOT" ? "Slackbot" : "Someone");
}

export const isApp = (id) => id === world.app.user;
export const appName = () => world.app.name;

/** "Carmen Ruiz, mentor". */
export const described = (person) => [person.name, person.role].filter(Boolean).join(", ");

export function authorOf(message) {
  const app = Boolean(message.bot_id) || isApp(message.user);
  return { id: message.user ?? message.bot_id, app, name: app ? appName() : nameOf(message.user) };
}

export function avatar(author, size = "") {
  const classes = `span.avatar${size && `.avatar-${size}`}`;
  if (author.app ?? isApp(author.id)) return h(`${classes}.avatar-app`, { "aria-hidden": "true" }, icon("leaf"));
  return h(`${classes}.tint-${tintOf(author.id)}`, { "aria-hidden": "true" }, initialsOf(author.name));
}

export function initialsOf(name) {
  const words = name.split(/\s+/).filter(Boolean);
  const last = words.length > 1 ? words.at(-1) : "";
  return [words[0] ?? "?", last]
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
}

const tintOf = (id) => [...String(id)].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % TINTS;

export function channelIcon(channel) {
  return icon({ private: "lock", mpim: "people", im: "people", app: "leaf" }[channel.kind] ?? "hash");
}

/** "#mentors" or "Ben, Dev, Fieldwise": a channel inside a sentence. */
export function channelLabel(id) {
  const channel = channelOf(id);
  if (!channel) return "#private-channel";
  return ["channel", "private"].includes(channel.kind) ? `#${channel.name}` : channel.name;
}

/** The text of a message as its author typed it: @names for mention tokens. */
export function mentionsAsTyped(text, unescape) {
  const typed = text
    .replace(/<@([UW][A-Z0-9]+)>/g, (_, id) => `@${nameOf(id)}`)
    .replace(/<#(C[A-Z0-9]+)(\|[^>]*)?>/g, (_, id) => channelLabel(id));
  return unescape(typed.replace(/<((?:https?|mailto):[^|>]+)(\|[^>]*)?>/g, "$1"));
}
