// The note above a form whose text was kept.
import { language, say } from "./say.js";
import { fill } from "./shape.js";
import { store } from "./store.js";

function press(text, kind, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `button button-${kind}`;
  button.textContent = text;
  button.addEventListener("click", act);
  return button;
}

// Says what was found. Where the text on the server has moved on meanwhile, nothing is put back unasked.
export function note(form, key, entry, before, moved) {
  const box = document.createElement("div");
  box.className = "notice notice-warn kept";
  box.setAttribute("role", "status");
  const text = document.createElement("p");
  const zone = { timeZone: "Asia/Jakarta", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };
  text.textContent = say(moved ? "moved" : "kept", new Intl.DateTimeFormat(language, zone).format(entry.at));
  const row = document.createElement("p");
  const discard = press(say("discard"), "secondary", () => {
    fill(form, before);
    store.drop(key);
    box.textContent = say("discarded");
  });
  const restore = press(say("restore"), "primary", () => {
    fill(form, entry.values);
    restore.remove();
  });
  row.append(...(moved ? [restore] : []), " ", discard);
  box.append(text, row);
  form.prepend(box);
}
