// The `markdown` block: CommonMark as far as bots write it, built as nodes; raw HTML stays text.

import { h } from "./dom.js";
import { channelLink, lines, link, mention, splitBy, unescaped, withEmoji } from "./mrkdwn.js";

const INLINE = new RegExp(
  [
    /`([^`\n]+)`/, // 1 code
    /\\([\\`*_{}[\]()#+.!~>|-])/, // 2 escaped character
    /\[([^\]\n]+)\]\(<?([^\s()<>]+)>?\)/, // 3, 4 link
    /<(@[UW][A-Z0-9]+|#[CG][A-Z0-9]+|https?:[^<>|\s]+|mailto:[^<>|\s]+)(?:\|[^<>]*)?>/, // 5 token or autolink
    /(\*\*|__)(?=\S)([\s\S]+?\S|\S)\6/, // 6, 7 strong
    /(?<![\p{L}\p{N}*_])([*_])(?=[^\s*_])([\s\S]*?[^\s*_])\8(?![\p{L}\p{N}])/, // 8, 9 emphasis
    /~~(?=\S)([\s\S]*?\S)~~/, // 10 strike
  ]
    .map((part) => part.source)
    .join("|"),
  "gu",
);
const ITEM = /^(\s*)(?:[-*+]|(\d+)[.)])\s+(.*)$/;

const BLOCKS = [
  { starts: /^\s*```/, read: fenced },
  { starts: /^#{1,6}\s/, read: heading },
  { starts: /^\s*([-*_])(\s*\1){2,}\s*$/, read: (rows) => (rows.shift(), h("hr")) },
  { starts: /^\s*(?:>|&gt;)/, read: quote },
  { starts: ITEM, read: list },
  { starts: /^\s*\|.*\|\s*$/, read: table },
];

export function markdown(text) {
  const rows = text.replaceAll("\r\n", "\n").split("\n");
  const nodes = [];
  while (rows.length) {
    if (!rows[0].trim()) rows.shift();
    else nodes.push(readerOf(rows[0])(rows));
  }
  return nodes;
}

const readerOf = (row) => BLOCKS.find((block) => block.starts.test(row))?.read ?? paragraph;

function paragraph(rows) {
  const taken = [rows.shift()];
  while (rows.length && rows[0].trim() && readerOf(rows[0]) === paragraph) taken.push(rows.shift());
  return h("p", {}, inline(taken.join("\n")));
}

function fenced(rows) {
  rows.shift();
  const taken = takeWhile(rows, (row) => !/^\s*```/.test(row));
  rows.shift();
  return h("pre", {}, unescaped(taken.join("\n")));
}

function heading(rows) {
  const [, marks, words] = /^(#+)\s+(.*?)\s*#*$/.exec(rows.shift()) ?? [null, "#", ""];
  return h(`h${Math.min(marks.length + 2, 6)}`, {}, inline(words));
}

function quote(rows) {
  const taken = takeWhile(rows, (row) => /^\s*(?:>|&gt;)/.test(row));
  return h("blockquote", {}, markdown(taken.map((row) => row.replace(/^\s*(?:>|&gt;) ?/, "")).join("\n")));
}

function list(rows) {
  const first = ITEM.exec(rows[0]);
  const node = h(first[2] ? "ol" : "ul", first[2] ? { start: first[2] } : {});
  while (rows.length && ITEM.test(rows[0])) {
    const [, indent, , words] = ITEM.exec(rows[0]);
    if (indent.length < first[1].length) break;
    if (indent.length > first[1].length + 1) node.lastElementChild.append(list(rows));
    else node.append(item(rows, words));
  }
  return node;
}

/** An item runs on over the indented rows below it. */
function item(rows, words) {
  rows.shift();
  const more = takeWhile(rows, (row) => /^\s+\S/.test(row) && !ITEM.test(row));
  return h("li", {}, inline([words, ...more.map((row) => row.trim())].join("\n")));
}

function table(rows) {
  const taken = takeWhile(rows, (row) => /^\s*\|.*\|\s*$/.test(row)).map(cells);
  const ruled = taken[1]?.every((cell) => /^:?-+:?$/.test(cell));
  const body = ruled ? taken.slice(2) : taken;
  const head =
    ruled &&
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        taken[0].map((cell) => h("th", { scope: "col" }, inline(cell))),
      ),
    );
  const grid = h(
    "tbody",
    {},
    body.map((row) =>
      h(
        "tr",
        {},
        row.map((cell) => h("td", {}, inline(cell))),
      ),
    ),
  );
  return h("div.table", { tabindex: 0, role: "group", "aria-label": "Table" }, h("table", {}, head, grid));
}

const cells = (row) =>
  row
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

function takeWhile(rows, good) {
  const taken = [];
  while (rows.length && good(rows[0])) taken.push(rows.shift());
  return taken;
}

export function inline(text) {
  return splitBy(text, INLINE, node, (part) => lines(withEmoji(unescaped(part))));
}

function node(match) {
  const [, code, escaped, label, url, token, , strong, , emphasis, strike] = match;
  if (code) return h("code", {}, unescaped(code));
  if (escaped) return document.createTextNode(escaped);
  if (label) return link(unescaped(url), unescaped(label));
  if (token) return tokenNode(token);
  if (strong) return h("strong", {}, inline(strong));
  return emphasis ? h("em", {}, inline(emphasis)) : h("s", {}, inline(strike));
}

function tokenNode(token) {
  if (token.startsWith("@")) return mention(token.slice(1));
  return token.startsWith("#") ? channelLink(token.slice(1)) : link(unescaped(token));
}
