// Block Kit: a table from the type of a block to the function that builds it.
//
// `scene` is where the blocks stand: {act(element, block, value), inputs: [], kept: Map, me}. What a person fills in is
// put on `scene.inputs`, for the form that the blocks are part of.

import { h, icon, present } from "./dom.js";
import { element } from "./elements.js";
import { field } from "./inputs.js";
import { markdown } from "./markdown.js";
import { link, mrkdwn, textOf } from "./mrkdwn.js";
import { figure, picture } from "./pictures.js";
import { richLine, richText } from "./rich_text.js";

const ALERT_ICONS = { error: "warning", warning: "warning", success: "check" };
const TASK_STATES = { pending: "Waiting", in_progress: "Working", complete: "Done", error: "Failed" };

const BLOCKS = {
  header: (block) => h("h3.block-header", {}, textOf(block.text)),
  section,
  context: (block, scene) =>
    h(
      "div.block-context",
      {},
      block.elements.map((part) => contextPart(part, scene)),
    ),
  divider: () => h("hr.block-divider"),
  actions: (block, scene) => h("div.block-actions", {}, elements(block, scene)),
  context_actions: (block, scene) => h("div.block-context-actions", {}, elements(block, scene)),
  markdown: (block) => h("div.block-markdown", {}, markdown(block.text)),
  rich_text: (block) => h("div.block-rich", {}, richText(block)),
  image: figure,
  task_card: (block) => h("div.block-task", {}, task(block)),
  plan: (block) => h("section.block-plan", {}, h("h4", {}, textOf(block.title)), tasks(block.tasks ?? [])),
  alert,
  table,
  card,
  carousel: (block, scene) =>
    h(
      "div.block-carousel",
      {},
      (block.elements ?? []).map((one) => card(one, scene)),
    ),
  container,
  input: field,
  file: () => null,
};

/** The blocks of a message, a modal or a Home, in order. */
export function blocks(list, scene) {
  return list.map((block) => (BLOCKS[block.type] ?? unknown)(block, scene));
}

const unknown = (block) => h("p.block-unknown", {}, `The playground does not show blocks of the type “${block.type}”.`);

const elements = (block, scene) => block.elements.map((part) => element(part, block, scene));

function section(block, scene) {
  const accessory = block.accessory && h("div.accessory", {}, element(block.accessory, block, scene));
  const fields =
    block.fields &&
    h(
      "div.fields",
      {},
      block.fields.map((one) => h("div", {}, textOf(one))),
    );
  return h(
    "div.block-section",
    {},
    h("div.section-words", {}, block.text && h("div", {}, textOf(block.text)), fields),
    accessory,
  );
}

function contextPart(part, scene) {
  return part.type === "image" ? element(part, null, scene) : h("span", {}, textOf(part));
}

function task(block) {
  const state = block.status ?? "pending";
  const more = [
    block.details && h("div", {}, richText(block.details)),
    block.output && h("div", {}, richText(block.output)),
  ];
  const sources = (block.sources ?? []).map((source) => h("li", {}, link(source.url, source.text)));
  return [
    h(
      `span.task-mark.task-${state}`,
      { role: "img", "aria-label": TASK_STATES[state] },
      state === "complete" && icon("check"),
      state === "error" && icon("close"),
    ),
    h(
      "div.task-words",
      {},
      h("strong", {}, textOf(block.title)),
      more,
      sources.length > 0 && h("ul.sources", {}, sources),
    ),
  ];
}

const tasks = (list) =>
  h(
    "ol.tasks",
    {},
    list.map((one) => h("li", {}, task(one))),
  );

function alert(block) {
  const level = block.level ?? "default";
  return h(
    `div.block-alert.alert-${level}`,
    { role: "note" },
    icon(ALERT_ICONS[level] ?? "info"),
    h("div", {}, textOf(block.text)),
  );
}

function table(block) {
  const [head, ...rows] = block.rows;
  const settings = block.column_settings ?? [];
  const cell = (tag) => (one, column) =>
    h(`${tag}.align-${settings[column]?.align ?? "left"}`, tag === "th" ? { scope: "col" } : {}, cellText(one));
  return h(
    "div.table",
    { tabindex: 0, role: "group", "aria-label": "Table" },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, head.map(cell("th")))),
      h(
        "tbody",
        {},
        rows.map((row) => h("tr", {}, row.map(cell("td")))),
      ),
    ),
  );
}

function cellText(cell) {
  if (cell.type === "rich_text") return richLine(cell);
  return String(cell.text ?? cell.value ?? "");
}

function card(block, scene) {
  const body = (part) => (typeof part === "string" ? mrkdwn(part) : textOf(part));
  return h(
    "article.block-card",
    {},
    block.hero_image && figure(block.hero_image),
    h(
      "div.card-head",
      {},
      block.icon && picture(block.icon.image_url, block.icon.alt_text),
      h(
        "div",
        {},
        block.title && h("strong", {}, body(block.title)),
        block.subtitle && h("p.muted", {}, body(block.subtitle)),
      ),
    ),
    block.body && h("div.card-body", {}, body(block.body)),
    block.actions &&
      h(
        "div.block-actions",
        {},
        block.actions.map((part) => element(part, block, scene)),
      ),
  );
}

function container(block, scene) {
  const title = block.rich_text_title ? richLine(block.rich_text_title) : textOf(block.title);
  const head = present([h("strong", {}, title), block.subtitle && h("span.muted", {}, textOf(block.subtitle))]);
  const inside = h("div.container-body", {}, blocks(block.child_blocks, scene));
  if (!block.is_collapsible) return h("section.block-container", {}, h("header.container-head", {}, head), inside);
  return h(
    "details.block-container",
    { open: !block.default_collapsed },
    h("summary.container-head", {}, icon("chevron"), head),
    inside,
  );
}
