// The sidebar: conversations, people to be, and the clock.

import { act } from "./wire.js";
import { avatar, byId, make } from "./page.js";
import { city, clockTime, inFull, shortDay } from "./time.js";

const count = (number, what) => (number > 0 ? make("span", { class: "count" }, String(number), make("span", { class: "unseen" }, ` ${what}`)) : null);

export function sidebar(view) {
  const { place: placeHeld, user: userHeld } = document.activeElement?.dataset ?? {};
  byId("direct").replaceChildren(place(view, `dm:${view.persona.user}`, "Hallway", avatar("hallway", "Hallway")));
  byId("channels").replaceChildren(...view.channels.map(({ name }) =>
    place(view, `channel:${name}`, name, make("span", { class: "hash", "aria-hidden": "true" }, "#"))));
  const groups = view.groups();
  byId("groups").replaceChildren(...groups.map((conversation) =>
    place(view, conversation, view.groupName(conversation), make("span", { class: "hash", "aria-hidden": "true" }, "⁂"))));
  byId("groups-part").hidden = groups.length === 0;
  byId("personas").replaceChildren(...view.personas.map((persona) => personaItem(view, persona)));
  byId("refuse").checked = view.persona.refuses;
  byId("drawer-dot").hidden = Object.values(view.unread()).every((number) => number === 0);
  clock(view);
  // Drawn again, the list would lose the keyboard's place in it.
  if (placeHeld || userHeld) [...document.querySelectorAll("[data-place], [data-user]")].find(({ dataset }) =>
    (placeHeld ? dataset.place === placeHeld : dataset.user === userHeld))?.focus();
}

function place(view, conversation, name, mark) {
  const unread = view.unread()[conversation] ?? 0;
  const here = conversation === view.place;
  return make("li", {}, make("button", {
    type: "button", class: unread > 0 ? "unread" : null, "aria-current": here ? "page" : null, "data-place": conversation,
    onclick: () => view.open(conversation),
  }, mark, make("span", { class: "name" }, name), count(unread, "unread")));
}

function personaItem(view, persona) {
  const you = persona.user === view.persona.user;
  const notes = [clockTime(view.now(), persona), city(persona.zone)];
  if (persona.role !== "member") notes.push(persona.role);
  if (persona.refuses) notes.push("DMs closed");
  return make("li", {}, make("button", {
    type: "button", "aria-pressed": String(you), "data-user": persona.user, onclick: () => view.become(persona.user),
  }, avatar(persona.user, persona.name),
  make("span", { class: "name" }, persona.name, make("span", { class: "fine" }, notes.join(" · "))),
  !you && count(view.waitingFor[persona.user] ?? 0, "unread")));
}

// Only what passes with time, so that nothing else loses its focus when a minute is over.
export function clock(view) {
  const now = view.now();
  byId("clock-time").textContent = clockTime(now, view.persona);
  byId("clock-time").title = inFull(now, view.persona);
  byId("clock-day").textContent = shortDay(now, view.persona);
  byId("clock-note").textContent = view.ahead > 0
    ? `${lead(view.ahead)} ahead of the real time. It only moves forward: there is no way back.`
    : "The real time. Moved forward, it cannot be moved back.";
  byId("who").textContent = `${view.persona.name} · ${clockTime(now, view.persona)}`;
}

function lead(seconds) {
  const hours = Math.round(seconds / 3600);
  const days = Math.floor(hours / 24);
  const parts = [days && `${days} ${days === 1 ? "day" : "days"}`, hours % 24 && `${hours % 24} ${hours % 24 === 1 ? "hour" : "hours"}`];
  return parts.filter(Boolean).join(" ") || "Less than an hour";
}

export function prepareSidebar(view) {
  byId("refuse").addEventListener("change", (event) => act("refuse", { user: view.persona.user, refuses: event.target.checked }));
  const steps = [...document.querySelectorAll("[data-step]")];
  for (const step of steps) step.addEventListener("click", () => advance(view, step, steps));
  byId("open-drawer").addEventListener("click", () => drawer(true));
  for (const id of ["close-drawer", "scrim"]) byId(id).addEventListener("click", () => drawer(false));
  byId("sidebar").addEventListener("keydown", (event) => { if (event.key === "Escape") drawer(false); });
}

async function advance(view, pressed, steps) {
  if (pressed.getAttribute("aria-disabled")) return;
  byId("clock-moving").hidden = false;
  for (const step of steps) step.setAttribute("aria-disabled", "true");
  await act("advance", { user: view.persona.user, step: pressed.dataset.step });
  for (const step of steps) step.removeAttribute("aria-disabled");
  byId("clock-moving").hidden = true;
}

export function drawer(open) {
  const wasOpen = byId("frame").classList.contains("drawer");
  byId("frame").classList.toggle("drawer", open);
  byId("open-drawer").setAttribute("aria-expanded", String(open));
  if (open) byId("sidebar").querySelector("[aria-current]")?.focus();
  else if (wasOpen) byId("open-drawer").focus();
}
