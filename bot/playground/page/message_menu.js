// What can be done with a message.

import { confirmed } from "./dialogs.js";
import { h, icon, iconButton } from "./dom.js";
import { openMenu } from "./menus.js";
import { appName } from "./people.js";
import { act, changed, edit, go, local, place, world } from "./store.js";

/** Buttons that show when the message is pointed at or has the focus. */
export function tools(row) {
  const { message, inThread } = row;
  const thread = () => go({ channel: place.channel, thread: message.ts });
  if (message.is_ephemeral)
    return h(
      "div.tools",
      {},
      iconButton("close", "Dismiss this message", () => dismiss(message)),
    );
  const items = menuOf(message);
  const more =
    items.length > 0 &&
    iconButton("more", "More actions", (event) => openMenu(event.currentTarget, items, "More actions"), {
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    });
  return h(
    "div.tools",
    { role: "group", "aria-label": "Message actions" },
    !inThread && iconButton("reply", "Reply in thread", thread),
    more,
  );
}

function dismiss(message) {
  local.dismissed.add(message.ts);
  changed();
}

function menuOf(message) {
  const shortcuts = world.shortcuts.map((shortcut) => ({
    label: shortcut.name,
    note: appName(),
    icon: icon("bolt"),
    run: () => act("shortcut", { callback_id: shortcut.callback_id, channel: place.channel, ts: message.ts }),
  }));
  if (message.user !== world.me.id || message.bot_id) return shortcuts;
  const own = [
    { label: "Edit message", icon: icon("edit"), run: () => edit(message.ts) },
    { label: "Delete message…", icon: icon("trash"), danger: true, run: () => remove(message) },
  ];
  return shortcuts.length ? [...shortcuts, null, ...own] : own;
}

async function remove(message) {
  const question = {
    title: "Delete message",
    text: "Delete this message for everyone? This can't be undone.",
    confirm: "Delete",
    deny: "Cancel",
    style: "danger",
  };
  if (await confirmed(question)) await act("delete", { channel: place.channel, ts: message.ts });
}
