// Times as the persona reads them: in the persona's zone and language, by the workspace's clock.

const formats = new Map();

function format(persona, name, options) {
  const key = `${name} ${persona.zone} ${persona.locale}`;
  if (!formats.has(key)) {
    const locale = persona.locale === "en" ? "en-GB" : persona.locale;
    formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: persona.zone, ...options }));
  }
  return formats.get(key);
}

export const clockTime = (at, persona) => format(persona, "time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);

export const longDay = (at, persona) => format(persona, "day", { weekday: "long", day: "numeric", month: "long" }).format(at);

export const shortDay = (at, persona) => format(persona, "short", { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(at);

export const inFull = (at, persona) => `${format(persona, "full", { dateStyle: "full", timeStyle: "short", hourCycle: "h23" }).format(at)}, ${persona.zone}`;

const dayKey = (at, persona) => format(persona, "key", { year: "numeric", month: "2-digit", day: "2-digit" }).format(at);

export const sameDay = (one, other, persona) => dayKey(one, persona) === dayKey(other, persona);

export function dayName(at, now, persona) {
  if (sameDay(at, now, persona)) return "Today";
  if (sameDay(at, new Date(now.getTime() - 86400000), persona)) return "Yesterday";
  const year = Math.abs(now - at) > 180 * 86400000;
  return year ? shortDay(at, persona) : longDay(at, persona);
}

export const city = (zone) => zone.split("/").pop().replaceAll("_", " ");
