// Slack's mrkdwn as nodes. `&amp; &lt; &gt;` are unescaped last, into text nodes.

import { h, present } from "./dom.js";
import { emojiOf } from "./emoji.js";
import { channelLabel, isApp, nameOf } from "./people.js";
import { addressOf, channelOf } from "./store.js";

const FENCE = /```\n?([\s\S]+?)\n?```/g;
const TOKEN = /<([^<>\n]+)>|`([^`\n]+)`|(?<![\w:]):([a-z0-9_+-]+):|[\uE000-\uF8FF]/g;
const BARE_LINK = /(?<![\w/])https?:\/\/[^\s<>|`\uE000-\uF8FF]*[^\s<>|`\uE000-\uF8FF.,;:!?)'"]/g;
const MARKED = /(?<![\p{L}\p{N}*_~])([*_~])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/u;
const STYLES = { "*": "strong", _: "em", "~": "s" };
const FIRST_SLOT = 0xe000;
const SLOTS = 0xf8ff - FIRST_SLOT;

/** A text object of Block Kit: `plain_text` or `mrkdwn`. */
export function textOf(object) {
  if (typeof object === "string") return lines(object);
  return object?.type === "mrkdwn" ? mrkdwn(object.text, object) : lines(withEmoji(object?.text ?? ""));
}

export function mrkdwn(text, { verbatim = false } = {}) {
  return splitBy(
    text,
    FENCE,
    (match) => h("pre", {}, unescaped(match[1])),
    (part) => quoted(part, verbatim),
  );
}

/** Lines that begin with > stand in one quote. */
function quoted(text, verbatim) {
  const runs = [];
  for (const line of text.split("\n")) {
    const quote = /^(?:&gt;|>) ?/.exec(line);
    const last = runs.at(-1);
    if (last && last.quote === Boolean(quote)) last.lines.push(line.slice(quote?.[0].length ?? 0));
    else runs.push({ quote: Boolean(quote), lines: [line.slice(quote?.[0].length ?? 0)] });
  }
  return runs.flatMap((run) => {
    const nodes = inline(run.lines.join("\n"), verbatim);
    return run.quote ? [h("blockquote", {}, nodes)] : nodes;
  });
}

/** Tokens become single characters first, so that *bold <@U1> text* is one bold run. */
function inline(text, verbatim) {
  const slots = [];
  const keep = (node) =>
    slots.length < SLOTS ? String.fromCharCode(FIRST_SLOT + slots.push(node) - 1) : node.textContent;
  let flat = text.replace(TOKEN, (whole, angle, code, emoji) => keep(tokenNode(whole, angle, code, emoji)));
  if (!verbatim) flat = flat.replace(BARE_LINK, (url) => keep(link(unescaped(url), unescaped(url))));
  return marked(flat, slots);
}

function tokenNode(whole, angle, code, emoji) {
  if (angle) return angleNode(angle);
  if (code) return h("code", {}, unescaped(code));
  return document.createTextNode(emoji ? (emojiOf(emoji) ?? whole) : whole);
}

function marked(text, slots) {
  const match = MARKED.exec(text);
  if (!match) return leaves(text, slots);
  const after = text.slice(match.index + match[0].length);
  const styled = h(STYLES[match[1]], {}, marked(match[2], slots));
  return [...leaves(text.slice(0, match.index), slots), styled, ...marked(after, slots)];
}

function leaves(text, slots) {
  const slot = /[\uE000-\uF8FF]/g;
  return splitBy(
    text,
    slot,
    (match) => slots[match[0].charCodeAt(0) - FIRST_SLOT],
    (part) => lines(unescaped(part)),
  );
}

/** What stands between < and >: a mention, a channel, a date, a broadcast or a link. */
function angleNode(inside) {
  const [target, label] = split(inside);
  if (/^@[UW]/.test(target)) return mention(target.slice(1), label);
  if (/^#[CG]/.test(target)) return channelLink(target.slice(1));
  if (target.startsWith("!date^")) return document.createTextNode(unescaped(label ?? ""));
  if (target.startsWith("!subteam^")) return h("span.mention", {}, unescaped(label ?? "@group"));
  if (target.startsWith("!")) return h("span.mention", {}, `@${unescaped(target.slice(1).split("^")[0])}`);
  return link(unescaped(target), unescaped(label ?? target.replace(/^mailto:/, "")));
}

function split(inside) {
  const bar = inside.indexOf("|");
  return bar < 0 ? [inside] : [inside.slice(0, bar), inside.slice(bar + 1)];
}

export function mention(id) {
  return h(isApp(id) ? "span.mention.mention-app" : "span.mention", {}, `@${nameOf(id)}`);
}

export function channelLink(id) {
  const shown = channelLabel(id);
  return channelOf(id) ? h("a.mention", { href: addressOf({ channel: id }) }, shown) : h("span.mention", {}, shown);
}

/** Only web and mail addresses become links; a permalink of this workspace opens here. */
export function link(url, label = url) {
  const here = ownAddress(url);
  if (here) return h("a", { href: here }, label);
  if (!/^(https?:|mailto:)/i.test(url)) return document.createTextNode(label);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: url }, label);
}

function ownAddress(url) {
  const match = /\/archives\/([A-Z0-9]+)\/p(\d+)(\d{6})(?:\?thread_ts=([\d.]+))?/.exec(url);
  if (!match || !channelOf(match[1])) return null;
  return addressOf({ channel: match[1], thread: match[4], message: `${match[2]}.${match[3]}` });
}

export function lines(text) {
  return present(text.split("\n").map((line, index) => [index > 0 && h("br"), line]));
}

export const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

export const withEmoji = (text) => text.replace(/(?<![\w:]):([a-z0-9_+-]+):/g, (whole, name) => emojiOf(name) ?? whole);

/** The parts of `text` in order: what matches `pattern` through `found`, the rest through `between`. */
export function splitBy(text, pattern, found, between) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) parts.push(between(text.slice(from, match.index)));
    parts.push(found(match));
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(between(text.slice(from)));
  return parts.flat(Infinity);
}
