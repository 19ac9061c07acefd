// Writing: Enter sends, "/" offers the commands and "@" the people.

import { act } from "./wire.js";
import { byId, make, toast } from "./page.js";

const MOST = 8;
const LARGEST = 200_000; // bytes; what is too large for Hallway, it says itself

export function prepareComposer(view) {
  const text = byId("composer");
  const list = suggestionList(text);

  const refresh = () => {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight, 200)}px`;
    byId("send").disabled = text.value.trim() === "";
  };
  const send = async () => {
    const said = text.value.trim();
    if (said === "") return;
    text.value = "";
    refresh();
    list.close();
    const taken = await view.waiting(act("say", { user: view.persona.user, text: said, channel: view.channelOf(view.place) }));
    if (!taken && text.value === "") text.value = said;
    refresh();
  };

  text.addEventListener("input", () => { refresh(); list.offer(suggestions(view, text)); });
  text.addEventListener("keydown", (event) => {
    if (event.isComposing || list.takes(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  });
  text.addEventListener("blur", () => list.close());
  byId("composer-form").addEventListener("submit", (event) => { event.preventDefault(); send(); });

  byId("file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    if (file.size > LARGEST) {
      toast("That file is too large to be shared here.");
    } else {
      const bytes = Array.from(new Uint8Array(await file.arrayBuffer()), (byte) => String.fromCharCode(byte));
      view.open(`dm:${view.persona.user}`);
      await view.waiting(act("share", { user: view.persona.user, name: file.name, content: btoa(bytes.join("")) }));
    }
    event.target.value = "";
  });

  view.suggest = (said) => {
    text.value = said;
    refresh();
    text.focus();
  };
}

// What could complete the word before the caret: commands at the very beginning, people anywhere.
function suggestions(view, text) {
  const before = text.value.slice(0, text.selectionStart);
  const slash = /^\/([\w-]*)$/.exec(before);
  if (slash) {
    const fitting = view.commands.filter(({ name }) => name.startsWith(slash[1].toLowerCase()));
    const found = slash[1] === "" ? fitting : fitting.sort((one, other) => headLength(one) - headLength(other));
    return found.map((command) => ({
      from: 0, insert: `/${command.name} `, title: `/${command.name}`, slots: command.usage.slice(command.name.length + 1), detail: command.help,
    }));
  }
  const mention = /(?:^|\s)@([\p{L}\p{N}_. -]{0,30})$/u.exec(before);
  if (!mention) return [];
  const from = before.length - mention[1].length - 1;
  const typed = mention[1].toLowerCase();
  const people = view.personas.filter(({ user }) => user !== view.persona.user).map(({ name, zone }) => ({ name, detail: zone }));
  if (!view.place.startsWith("dm:")) people.unshift({ name: "hallway", detail: "Ask Hallway; only you see the answer" });
  return people.filter(({ name }) => name.toLowerCase().startsWith(typed)).map(({ name, detail }) => ({
    from, insert: `@${name} `, title: `@${name}`, detail,
  }));
}

// Of what begins alike, what is nearest to being typed comes first: "/met" before "/meetup new".
function headLength({ name }) {
  return name.split(" ")[0].length;
}

function suggestionList(text) {
  const element = byId("suggestions");
  let offered = [];
  let chosen = 0;

  const close = () => {
    offered = [];
    element.hidden = true;
    element.replaceChildren();
    text.setAttribute("aria-expanded", "false");
    text.removeAttribute("aria-activedescendant");
  };
  const point = (index) => {
    chosen = (index + offered.length) % offered.length;
    [...element.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    element.children[chosen].scrollIntoView({ block: "nearest" });
    text.setAttribute("aria-activedescendant", element.children[chosen].id);
  };
  const take = (index) => {
    const { from, insert } = offered[index];
    text.setRangeText(insert, from, text.selectionStart, "end");
    text.focus();
    text.dispatchEvent(new Event("input"));
    close();
  };
  const option = ({ title, slots, detail }, index) => make("div", {
    role: "option", id: `suggestion-${index}`, "aria-selected": "false",
    onpointerdown: (event) => { event.preventDefault(); take(index); },
  }, make("span", { class: "usage" }, make("strong", {}, title), slots), make("span", { class: "fine" }, detail));

  return {
    close,
    offer(found) {
      if (found.length === 0) { close(); return; }
      offered = found;
      element.replaceChildren(...found.map(option));
      element.hidden = false;
      text.setAttribute("aria-expanded", "true");
      point(0);
    },
    // Whether the key was meant for the list.
    takes(event) {
      if (offered.length === 0) return false;
      if (event.key === "Escape") close();
      else if (event.key === "ArrowDown") point(chosen + 1);
      else if (event.key === "ArrowUp") point(chosen - 1);
      else if (event.key === "PageDown") point(Math.min(chosen + MOST, offered.length - 1));
      else if (event.key === "PageUp") point(Math.max(chosen - MOST, 0));
      else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey)) take(chosen);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
