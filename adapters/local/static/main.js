// One persona's page: what it holds, and what makes it draw itself again.

import { append, log } from "./messages.js";
import { form, prepareDialog } from "./dialog.js";
import { act, listen } from "./wire.js";
import { byId } from "./page.js";
import { clock, drawer, prepareSidebar, sidebar } from "./sidebar.js";
import { prepareComposer } from "./composer.js";
import { sameDay } from "./time.js";

const EXAMPLES = 3;

const view = {
  persona: null, personas: [], channels: [], commands: [], messages: [], marks: {}, waitingFor: {}, examples: [],
  place: null, readUpTo: null, offset: 0, ahead: 0,

  now: () => new Date(Date.now() + view.offset),
  nameOf: (user) => (user === "hallway" ? "Hallway" : view.personas.find((persona) => persona.user === user)?.name ?? user),
  // The conversations of several people that this persona is in, the newest first.
  groups: () => [...new Set(view.messages.map(({ conversation }) => conversation).filter(isGroup).reverse())],
  groupName: (conversation) => conversation.slice("group:".length).split(",").filter((user) => user !== view.persona.user).map(view.nameOf).join(", "),
  // What acts call a place: a channel by its name, a group as it is; nothing for the direct conversation.
  channelOf: (conversation) => (conversation.startsWith("dm:") ? null : conversation.replace(/^channel:/, "")),
  unread() {
    const counts = {};
    for (const { conversation, author, seq } of view.messages) {
      if (author !== view.persona.user && seq > (view.marks[conversation] ?? 0)) counts[conversation] = (counts[conversation] ?? 0) + 1;
    }
    return counts;
  },
  open(conversation) {
    drawer(false);
    const address = new URL(location.href);
    address.hash = conversation.startsWith("dm:") ? "" : encodeURIComponent(view.channelOf(conversation));
    if (conversation !== view.place) history.pushState(null, "", address);
    show(conversation);
    byId("composer").focus();
  },
  become(user) {
    if (user === view.persona.user) return;
    const address = new URL(location.href);
    address.searchParams.set("as", user);
    address.hash = view.place.startsWith("dm:") ? "" : address.hash;
    history.pushState(null, "", address);
    connect();
  },
  // Says that Hallway is at work while the act runs, unless it is done in a moment.
  async waiting(acting) {
    const saying = setTimeout(() => { byId("busy").hidden = false; }, 300);
    try {
      return await acting;
    } finally {
      clearTimeout(saying);
      byId("busy").hidden = true;
    }
  },
};

const isGroup = (conversation) => conversation.startsWith("group:");

let source = null;

// Whom the address asks for, or the first persona there is.
function asked() {
  const users = [...document.querySelectorAll("[data-user]")].map(({ dataset }) => dataset.user);
  const user = new URLSearchParams(location.search).get("as");
  return users.includes(user) ? user : users[0];
}

function connect() {
  source?.close();
  source = listen(asked(), { snapshot, message, removed, state, lost: () => { byId("offline").hidden = false; }, again: connect });
}

function snapshot(all) {
  byId("offline").hidden = true;
  Object.assign(view, { channels: all.channels, commands: all.commands, messages: all.messages });
  view.examples = all.commands.flatMap(({ examples, name }) => examples.slice(0, 1).map((example) => ({ example, name })))
    .sort((one, other) => (other.name === "met") - (one.name === "met")).slice(0, EXAMPLES).map(({ example }) => example);
  take(all);
  show(placeOf(location.hash));
  form(all.form);
}

function take({ you, personas, waiting, marks, now, ahead }) {
  Object.assign(view, { personas, marks, waitingFor: waiting, ahead });
  view.persona = personas.find(({ user }) => user === you);
  view.offset = new Date(now) - Date.now();
}

function state(fresh) {
  const before = view.now();
  take(fresh);
  sidebar(view);
  if (!sameDay(before, view.now(), view.persona)) log(byId("log"), view); // "Today" is another day now
  form(fresh.form);
  title();
}

function message(posted) {
  const at = view.messages.findIndex(({ id }) => id === posted.id);
  if (at >= 0) { // it says something else now
    view.messages[at] = posted;
    if (posted.conversation === view.place) log(byId("log"), view);
    return;
  }
  view.messages.push(posted);
  if (posted.conversation !== view.place) return;
  const element = byId("log");
  const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 120;
  if (!append(element, view, posted)) log(element, view);
  if (atEnd || posted.author === view.persona.user) element.scrollTop = element.scrollHeight;
  read();
}

function removed({ id }) {
  view.messages = view.messages.filter((each) => each.id !== id);
  log(byId("log"), view);
}

function placeOf(hash) {
  const places = [...view.channels.map(({ name }) => `channel:${name}`), ...view.groups()];
  return places.find((place) => `#${encodeURIComponent(view.channelOf(place))}` === hash) ?? `dm:${view.persona.user}`;
}

function show(conversation) {
  view.place = conversation;
  view.readUpTo = view.unread()[conversation] ? view.marks[conversation] ?? 0 : null;
  const channel = view.channels.find(({ name }) => `channel:${name}` === conversation);
  const group = isGroup(conversation) ? view.groupName(conversation) : "";
  byId("place-name").textContent = channel ? `#${channel.name}` : group || "Hallway";
  byId("place-topic").textContent = channel ? channel.topic
    : group ? "Only those who are in it see this. Hallway answers when you begin with @hallway" : "Your own conversation: nobody else sees it";
  byId("composer").placeholder = channel ? `Message #${channel.name}` : group ? `Message ${group}` : "Whom did you meet?";
  log(byId("log"), view);
  byId("log").scrollTop = byId("log").scrollHeight;
  sidebar(view);
  title();
  read();
}

function read() {
  const last = view.messages.filter(({ conversation }) => conversation === view.place).at(-1)?.seq ?? 0;
  if (document.visibilityState === "hidden" || last <= (view.marks[view.place] ?? 0)) return;
  view.marks[view.place] = last;
  act("read", { user: view.persona.user, conversation: view.place, seq: last });
}

function title() {
  const unread = Object.values(view.unread()).reduce((sum, number) => sum + number, 0);
  const place = byId("place-name").textContent;
  document.title = `${unread > 0 ? `(${unread}) ` : ""}${place === "Hallway" ? "" : `${place} · `}Hallway`;
}

function step(event) {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  const places = [...document.querySelectorAll("[data-place]")].map((element) => element.dataset.place);
  view.open(places.at((places.indexOf(view.place) + (event.key === "ArrowDown" ? 1 : places.length - 1)) % places.length));
}

prepareSidebar(view);
prepareComposer(view);
prepareDialog(view);
document.addEventListener("keydown", step);
document.addEventListener("visibilitychange", () => view.persona && read());
window.addEventListener("popstate", () => {
  if (view.persona?.user !== asked()) connect();
  else if (view.persona) show(placeOf(location.hash));
});
setInterval(() => view.persona && clock(view), 10_000);
byId("composer").focus();
connect();
