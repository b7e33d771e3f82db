// The start of the page: fetch the workspace, draw it, listen to it.

import { drawChannel } from "./channel.js";
import { closeMenu } from "./menus.js";
import { drawModals } from "./modals.js";
import { drawSidebar, installSidebar } from "./sidebar.js";
import { followAddress, place, receive, refresh, watch, world } from "./store.js";
import { closeThread, drawThread } from "./thread.js";
import { failed } from "./toasts.js";
import { listen } from "./wire.js";

const offline = document.getElementById("offline");

function draw() {
  drawSidebar();
  drawChannel();
  drawThread(document.getElementById("thread"));
  drawModals();
}

function escape(event) {
  if (event.key !== "Escape" || event.defaultPrevented || !place.thread) return;
  if (document.getElementById("thread").contains(event.target)) closeThread();
}

async function start() {
  await refresh(document.body.dataset.as);
  followAddress();
  watch(draw);
  installSidebar();
  addEventListener("hashchange", () => (closeMenu(), followAddress()));
  addEventListener("keydown", escape);
  let first = true;
  listen(world.me.id, {
    opened() {
      offline.hidden = true;
      document.body.dataset.live = "yes";
      refresh(world.me.id);
      first = false;
    },
    closed: () => (offline.hidden = first),
    changed: receive,
  });
}

start().catch((error) => failed(error.message));
