// Building the page from data. Text only ever becomes text nodes: there is no way from here to markup.

export const byId = (id) => document.getElementById(id);

export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const initials = (name) => name.split(/\s+/).map((word) => [...word][0] ?? "").slice(0, 2).join("").toUpperCase();

const tint = (user) => [...user].reduce((sum, character) => sum * 31 + character.codePointAt(0), 7) % 6;

export function avatar(user, name) {
  if (user === "hallway") return make("img", { class: "avatar", src: "/static/hallway.svg", alt: "", width: 36, height: 36 });
  return make("span", { class: `avatar tint-${tint(user)}`, "aria-hidden": "true" }, initials(name));
}

let hiding;
export function toast(text) {
  const element = byId("toast");
  element.textContent = text;
  element.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { element.hidden = true; }, 4000);
}
