// A command's form as a dialog.

import { act } from "./wire.js";
import { byId, make } from "./page.js";

let shown = null;
let opener = null;

// Shows the form that is open for the persona, or closes the dialog where there is none.
export function form(open) {
  const dialog = byId("dialog");
  if (open?.id === shown?.id) return;
  shown = open;
  if (open === null) {
    if (dialog.open) dialog.close();
    return;
  }
  byId("dialog-title").textContent = open.title;
  byId("dialog-needed").hidden = open.fields.every(({ required }) => !required);
  byId("dialog-fields").replaceChildren(...open.fields.map(field));
  if (!dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
  }
  first(open)?.focus();
}

function first(open) {
  const wanted = open.fields.find(({ problem }) => problem) ?? open.fields.find(({ required, value }) => required && !value) ?? open.fields[0];
  return wanted && byId(`field-${wanted.name}`);
}

function field({ name, label, input, required, hint, choices, value, problem }) {
  const id = `field-${name}`;
  const described = problem ? `${id}-problem` : hint ? `${id}-hint` : null;
  const control = make({ line: "input", area: "textarea", choice: "select" }[input], {
    id, name, required, "aria-describedby": described, "aria-invalid": problem ? "true" : null,
    type: input === "line" ? "text" : null, rows: input === "area" ? 4 : null,
  });
  if (input === "choice") control.append(...["", ...choices].map((choice) => make("option", { value: choice }, choice || "–")));
  control.value = value;
  return make("div", { class: "field" },
    make("label", { for: id }, label, required && make("span", { class: "star", "aria-hidden": "true" }, " *")),
    control,
    problem && make("p", { class: "problem", id: `${id}-problem` }, problem),
    hint && !problem && make("p", { class: "fine", id: `${id}-hint` }, hint));
}

function missing() {
  const empty = [...byId("dialog-fields").querySelectorAll("[required]")].filter((control) => control.value.trim() === "");
  for (const control of empty) {
    control.setAttribute("aria-invalid", "true");
    const id = `${control.id}-problem`;
    if (!byId(id)) control.after(make("p", { class: "problem", id }, "This is needed."));
    control.setAttribute("aria-describedby", id);
  }
  empty[0]?.focus();
  return empty.length > 0;
}

export function prepareDialog(view) {
  const dialog = byId("dialog");
  const dismiss = () => shown && act("dismiss", { user: view.persona.user, form: shown.id });
  byId("dialog-cancel").addEventListener("click", dismiss);
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); dismiss(); });
  dialog.addEventListener("close", () => { if (opener?.isConnected) opener.focus(); else byId("composer").focus(); });
  byId("dialog-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (missing()) return;
    const submit = byId("dialog-submit");
    submit.disabled = true;
    await view.waiting(act("fill", { user: view.persona.user, form: shown.id, values: Object.fromEntries(new FormData(event.target)) }));
    submit.disabled = false;
  });
}
