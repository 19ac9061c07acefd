// The log: messages of one conversation, by day, grouped by author.

import { act } from "./wire.js";
import { avatar, make, toast } from "./page.js";
import { clockTime, dayName, inFull, sameDay } from "./time.js";

const TOGETHER = 5 * 60 * 1000;

const TAGS = { "": null, strong: "strong", code: "code", mention: "span", time: "time" };

function runs(spans) {
  return spans.map(({ text, mark, title }) => {
    const tag = TAGS[mark];
    if (!tag) return document.createTextNode(text);
    return make(tag, { class: mark === "mention" ? "mention" : null, title: title || null }, text);
  });
}

export function log(element, view) {
  const messages = view.messages.filter((message) => message.conversation === view.place);
  if (messages.length === 0) {
    element.replaceChildren(emptiness(view));
    return;
  }
  const nodes = [];
  let before = null;
  let divided = view.readUpTo === null;
  for (const message of messages) {
    const at = new Date(message.at);
    const newDay = before === null || !sameDay(new Date(before.at), at, view.persona);
    const isNew = !divided && message.seq > view.readUpTo && message.author !== view.persona.user;
    if (newDay || isNew) nodes.push(divider(newDay && dayName(at, view.now(), view.persona), isNew && "New"));
    divided ||= isNew;
    nodes.push(messageNode(message, { view, follows: !newDay && !isNew && follows(before, message) }));
    before = message;
  }
  element.replaceChildren(...nodes);
}

// Adds one message at the end; answers false where the whole log has to be drawn again.
export function append(element, view, message) {
  const earlier = view.messages.filter((each) => each.conversation === view.place && each.id !== message.id);
  const before = earlier.at(-1);
  if (!before || !sameDay(new Date(before.at), new Date(message.at), view.persona)) return false;
  element.append(messageNode(message, { view, follows: follows(before, message) }));
  return true;
}

function follows(before, message) {
  return before && before.author === message.author && before.only_you === message.only_you
    && new Date(message.at) - new Date(before.at) < TOGETHER;
}

const divider = (day, news) => make("div", { class: `divider${news ? " new" : ""}`, role: "separator" },
  day && make("span", { class: "day" }, day), make("span", { class: "rule" }), news && make("span", {}, news));

function messageNode(message, { view, follows: joined }) {
  const author = view.nameOf(message.author);
  const at = new Date(message.at);
  const time = make("time", { datetime: message.at, title: inFull(at, view.persona) }, clockTime(at, view.persona));
  const name = make("header", { class: joined ? "unseen" : null }, make("strong", {}, author),
    message.author === "hallway" && make("span", { class: "badge" }, "app"), time);
  const side = joined ? make("span", { class: "side", "aria-hidden": "true" }, clockTime(at, view.persona)) : avatar(message.author, author);
  return make("article", { class: `message${joined ? " joined" : ""}${message.only_you ? " private" : ""}`, "data-id": message.id },
    side,
    make("div", { class: "body" }, message.only_you && !joined && privacy(), name, ...message.parts.map((part) => partNode(part, message, view))));
}

const privacy = () => make("p", { class: "only-you" }, eye(), "Only visible to you");

function eye() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Zm6.5 2a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z");
  svg.append(path);
  return svg;
}

function partNode(part, message, view) {
  switch (part.type) {
    case "heading": return make("h3", {}, ...runs(part.spans));
    case "small": return make("p", { class: "small" }, ...runs(part.spans));
    case "row": return row(part, message, view);
    case "buttons": return buttons(part.buttons, message, view);
    case "copyable": return copyable(part.text);
    case "file": return file(part, message, view);
    default: return make("p", {}, ...runs(part.spans));
  }
}

function row(part, message, view) {
  return make("div", { class: "row" },
    make("div", {}, make("p", {}, ...runs(part.spans)), part.detail.length > 0 && make("p", { class: "small" }, ...runs(part.detail))),
    part.buttons.length > 0 && buttons(part.buttons, message, view));
}

function buttons(shown, message, view) {
  return make("div", { class: "buttons" }, ...shown.map((button) =>
    make("button", { type: "button", class: button.danger ? "danger" : null, onclick: (event) => press(event.currentTarget, button, message, view) }, button.label)));
}

async function press(element, button, message, view) {
  if (element.getAttribute("aria-busy")) return;
  element.setAttribute("aria-busy", "true");
  await view.waiting(act("press", { user: view.persona.user, message: message.id, handle: button.handle }));
  element.removeAttribute("aria-busy");
}

function copyable(text) {
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  };
  return make("div", { class: "copyable" }, make("pre", { tabindex: "0" }, text), make("button", { type: "button", onclick: copy }, "Copy"));
}

function file(part, message, view) {
  const address = `/files/${message.id}/${part.index}?as=${encodeURIComponent(view.persona.user)}`;
  return make("a", { class: "file", href: address, download: part.name },
    make("strong", {}, part.name), make("span", { class: "small" }, `${size(part.size)} · Download`));
}

const size = (bytes) => (bytes < 1000 ? `${bytes} bytes` : bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

function emptiness(view) {
  const tries = view.place.startsWith("dm:") ? view.examples : ["/help", "@hallway help"];
  return make("div", { class: "empty" },
    make("h2", {}, view.place.startsWith("dm:") ? "Say it in your own words" : "Nothing here yet"),
    make("p", {}, view.place.startsWith("dm:")
      ? "Tell Hallway whom you met, and it remembers. Nobody else sees this conversation."
      : "Everybody in this channel sees what you write. Hallway answers when you begin with @hallway or /."),
    make("div", { class: "buttons" }, ...tries.map((text) => make("button", { type: "button", onclick: () => view.suggest(text) }, text))));
}
