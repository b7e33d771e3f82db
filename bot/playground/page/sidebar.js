// The list of channels, and who one is.

import { fill, h, hidden, icon, reconcile } from "./dom.js";
import { openMenu } from "./menus.js";
import { avatar, channelIcon, described, initialsOf } from "./people.js";
import { addressOf, place, world } from "./store.js";
import { unreadIn } from "./unread.js";

const SECTIONS = [
  { title: "Channels", kinds: ["channel", "private"] },
  { title: "Direct messages", kinds: ["mpim", "im"] },
  { title: "Apps", kinds: ["app"] },
];
const NARROW = matchMedia("(max-width: 800px)");
const by = (id) => document.getElementById(id);

/** What has not changed stays in its place: a link that goes away while it is being pressed is not followed. */
export function drawSidebar() {
  by("team-name").textContent = world.team.name;
  fill(document.querySelector(".avatar-team"), initialsOf(world.team.name));
  const sections = SECTIONS.filter((one) => channelsOf(one).length > 0);
  reconcile(
    by("channels"),
    sections.map(({ title }) => ({ key: title, print: title, title })),
    section,
  );
  for (const one of sections) reconcile(by(idOf(one)).nextElementSibling, channelsOf(one).map(itemOf), entry);
  drawSwitcher();
}

const channelsOf = ({ kinds }) => world.channels.filter((channel) => kinds.includes(channel.kind));
const idOf = ({ title }) => `section-${title.split(" ")[0].toLowerCase()}`;

function section(one) {
  return h("section", { "aria-labelledby": idOf(one) }, h("h2", { id: idOf(one) }, one.title), h("ul"));
}

function itemOf(channel) {
  const here = channel.id === place.channel;
  const unread = here ? 0 : unreadIn(channel);
  return { key: channel.id, print: JSON.stringify([channel, here, unread]), channel, here, unread };
}

function drawSwitcher() {
  const label = `You are: ${described(world.me)}`;
  if (by("switcher").ariaLabel === label) return;
  by("switcher").ariaLabel = label;
  const words = h("span.switcher-words", {}, h("small", {}, "You are:"), h("strong", {}, world.me.name));
  words.append(h("small", {}, world.me.role));
  fill(by("switcher"), avatar(world.me), words, icon("chevron"));
}

function entry({ channel, here, unread }) {
  const link = h(
    unread ? "a.entry.unread" : "a.entry",
    { href: addressOf({ channel: channel.id }), "aria-current": here ? "page" : null },
    channelIcon(channel),
    h("span.entry-name", {}, channel.name),
    channel.kind === "private" && hidden(" (private)"),
    channel.shared && h("span.badge", { title: "Shared with another organisation (Slack Connect)" }, "shared"),
    unread > 0 && h("span.count", {}, unread > 99 ? "99+" : String(unread), hidden(" unread")),
  );
  return h("li", {}, link);
}

function switchPerson(event) {
  const items = world.people
    .filter((person) => !person.is_bot && !person.deleted)
    .map((person) => ({
      label: person.name,
      note: [person.role, person.is_stranger && "another organisation"].filter(Boolean).join(", "),
      icon: avatar(person, "small"),
      checked: person.id === world.me.id,
      run: () => location.assign(`/?as=${encodeURIComponent(person.id)}${location.hash.replace(/&?thread=[^&]*/, "")}`),
    }));
  openMenu(event.currentTarget, items, "Act as another person");
}

/** On a narrow screen the sidebar is a drawer over the channel. */
export function installSidebar() {
  by("switcher").addEventListener("click", switchPerson);
  by("drawer-open").addEventListener("click", () => openDrawer(true));
  for (const id of ["drawer-close", "backdrop"]) by(id).addEventListener("click", () => openDrawer(false));
  by("channels").addEventListener("click", (event) => event.target.closest("a") && openDrawer(false));
  by("sidebar").addEventListener("keydown", (event) => event.key === "Escape" && openDrawer(false));
  NARROW.addEventListener("change", () => openDrawer(false));
  by("sidebar").inert = NARROW.matches;
}

function openDrawer(open) {
  const shown = NARROW.matches && open;
  const was = document.body.classList.contains("drawer");
  document.body.classList.toggle("drawer", shown);
  by("sidebar").inert = NARROW.matches && !open;
  by("channel").inert = shown;
  by("backdrop").hidden = !shown;
  by("drawer-open").setAttribute("aria-expanded", String(shown));
  if (shown) (by("channels").querySelector("[aria-current]") ?? by("drawer-close")).focus();
  else if (was) by("drawer-open").focus();
}
