// Pictures come from this server only; of any other the description is shown, with a link.

import { h, icon } from "./dom.js";
import { link, textOf } from "./mrkdwn.js";

export function figure(block) {
  const url = block.image_url ?? block.slack_file?.url ?? "";
  const shown =
    picture(url, block.alt_text) ?? h("p.no-picture", {}, icon("image"), link(url, block.alt_text || "Picture"));
  return h("figure.block-image", {}, block.title && h("figcaption", {}, textOf(block.title)), shown);
}

/** An image element, or null when it lies elsewhere. */
export function picture(url, description) {
  const local = url && new URL(url, location.href).origin === location.origin;
  return local ? h("img", { src: url, alt: description ?? "", loading: "lazy" }) : null;
}
