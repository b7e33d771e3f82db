// The `rich_text` block: sections, lists, quotes and preformatted text. Its texts are not escaped.

import { h } from "./dom.js";
import { emojiOf } from "./emoji.js";
import { channelLink, lines, link, mention } from "./mrkdwn.js";
import { moment } from "./times.js";

const PARTS = {
  rich_text_section: (part) => h("p.rich-section", {}, runs(part.elements)),
  rich_text_preformatted: (part) => h("pre", {}, runs(part.elements)),
  rich_text_quote: (part) => h("blockquote", {}, runs(part.elements)),
  rich_text_list: (part) => {
    const start = part.style === "ordered" && part.offset ? { start: part.offset + 1 } : {};
    const items = part.elements.map((item) => h("li", {}, runs(item.elements)));
    return h(`${part.style === "ordered" ? "ol" : "ul"}.indent-${Math.min(part.indent ?? 0, 5)}`, start, items);
  },
};

const RUNS = {
  text: (run) => lines(run.text),
  link: (run) => link(run.url, run.text || run.url),
  user: (run) => mention(run.user_id),
  channel: (run) => channelLink(run.channel_id),
  emoji: (run) => emojiOf(run.name) ?? `:${run.name}:`,
  broadcast: (run) => h("span.mention", {}, `@${run.range}`),
  usergroup: () => h("span.mention", {}, "@group"),
  date: (run) => run.fallback ?? moment(run.timestamp),
  color: (run) => h("code", {}, run.value),
};
const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

export function richText(block) {
  return (block.elements ?? []).map((part) => PARTS[part.type]?.(part));
}

/** A `rich_text` block inside one line, as the title of a container or the cell of a table. */
export function richLine(block) {
  return (block.elements ?? []).flatMap((part) => runs(part.elements ?? []));
}

function runs(elements) {
  return elements.flatMap((run) => styled(RUNS[run.type]?.(run) ?? run.text ?? "", run.style ?? {}));
}

function styled(content, style) {
  return Object.keys(STYLES).reduce((inner, name) => (style[name] ? h(STYLES[name], {}, inner) : inner), content);
}
