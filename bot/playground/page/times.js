// When something was said, in the reader's own time zone.

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const FULL = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short" });
const A_DAY = 24 * 60 * 60 * 1000;

const dateOf = (ts) => new Date(Number(ts) * 1000);
export const clock = (ts) => CLOCK.format(dateOf(ts));
export const moment = (ts) => FULL.format(dateOf(ts));
export const dayKey = (ts) => dateOf(ts).toDateString();

export function dayName(ts, now = new Date()) {
  if (dayKey(ts) === now.toDateString()) return "Today";
  if (dayKey(ts) === new Date(now - A_DAY).toDateString()) return "Yesterday";
  return DAY.format(dateOf(ts));
}
