// One message: its author, its blocks or text, its files, its thread, and what can be done with it.

import { blocks } from "./blocks.js";
import { h, hidden, icon } from "./dom.js";
import { editor } from "./editor.js";
import { emojiOf } from "./emoji.js";
import { valuesIn } from "./inputs.js";
import { tools } from "./message_menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { authorOf, avatar } from "./people.js";
import { picture } from "./pictures.js";
import { act, addressOf, local, place, world } from "./store.js";
import { sizeOf } from "./sizes.js";
import { statusLine } from "./status.js";
import { clock, moment } from "./times.js";
import { fileAddress } from "./wire.js";

/** `row`: {message, follows, replies, status, inThread}; `follows`: by the author of the one before, soon after. */
export function messageElement(row) {
  const { message } = row;
  const author = authorOf(message);
  const follows = row.follows ? ".follows" : "";
  const only = message.is_ephemeral ? ".ephemeral" : "";
  return h(
    `article.message${follows}${only}`,
    { tabindex: -1, "data-ts": message.ts, "aria-label": `${author.name}, ${clock(message.ts)}` },
    h("div.gutter", {}, row.follows ? h("time.late", { "aria-hidden": "true" }, clock(message.ts)) : avatar(author)),
    h(
      "div.message-body",
      {},
      message.is_ephemeral && h("p.only-you", {}, icon("eye"), "Only visible to you"),
      !row.follows && byline(author, message),
      content(message),
      files(message),
      reactions(message),
      !row.inThread && threadBar(row),
      row.status && statusLine(row.status),
    ),
    local.editing !== message.ts && tools(row),
  );
}

function byline(author, message) {
  return h(
    "header.byline",
    {},
    h("strong", {}, author.name),
    author.app && h("span.badge", {}, "App"),
    h("time", { datetime: new Date(message.ts * 1000).toISOString(), title: moment(message.ts) }, clock(message.ts)),
  );
}

/** What people type is mrkdwn; the blocks of their messages say the same again. */
function content(message) {
  if (local.editing === message.ts) return editor(message);
  const edited = message.edited && h("span.muted.edited", { title: moment(message.edited.ts) }, "(edited)");
  if (message.bot_id && message.blocks?.length)
    return h("div.content", {}, blocks(message.blocks, sceneOf(message)), edited);
  return h("div.content", {}, mrkdwn(message.text ?? ""), edited && " ", edited);
}

/** What was filled in in messages, so that it is still there when they are drawn anew. */
const filled = new Map();

function sceneOf(message) {
  const inputs = [];
  return {
    me: world.me.id,
    inputs,
    kept: filled.get(message.ts),
    act: (part, block, value) => {
      filled.set(message.ts, valuesIn(inputs));
      return act("click", {
        channel: place.channel,
        ts: message.ts,
        action_id: part.action_id,
        block_id: block.block_id,
        value,
        values: Object.fromEntries(valuesIn(inputs)),
      });
    },
    async offers(part, block, text) {
      const found = { channel: place.channel, ts: message.ts, action_id: part.action_id, block_id: block.block_id };
      return (await act("offers_in_message", { ...found, text }))?.groups;
    },
  };
}

function files(message) {
  if (!message.files?.length) return null;
  return h("ul.files", { "aria-label": "Files" }, message.files.map(fileElement));
}

function fileElement(file) {
  if (file.mode === "tombstone") return h("li.file.gone-file", {}, icon("trash"), "This file was deleted.");
  const external = file.mode === "external";
  const shown = [
    preview(file) ?? icon(external ? "out" : "file"),
    h(
      "span.file-words",
      {},
      h("strong", {}, file.title || file.name),
      h("small", {}, external ? "Kept outside of Slack" : sizeOf(file)),
    ),
  ];
  if (external) return h("li.file", {}, shown);
  return h("li", {}, h("a.file", { href: fileAddress(world.me.id, file.id), target: "_blank", rel: "noopener" }, shown));
}

const preview = (file) => (file.mimetype?.startsWith("image/") ? picture(file.thumb_url ?? "", file.name) : null);

function reactions(message) {
  if (!message.reactions?.length) return null;
  const one = ({ name, count, users }) =>
    h(
      "li",
      {},
      h("span", { "aria-hidden": "true" }, emojiOf(name) ?? `:${name}:`),
      ` ${count ?? users.length}`,
      hidden(` reacted with ${name}`),
    );
  return h("ul.reactions", {}, message.reactions.map(one));
}

function threadBar({ message, replies }) {
  if (!replies.length) return null;
  const faces = [...new Map(replies.map((reply) => [authorOf(reply).id, authorOf(reply)])).values()].slice(0, 3);
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  return h(
    "a.thread-bar",
    { href: addressOf({ channel: place.channel, thread: message.ts }) },
    faces.map((author) => avatar(author, "small")),
    h("strong", {}, count),
    h("span.muted", {}, `Last reply ${clock(replies.at(-1).ts)}`),
  );
}
