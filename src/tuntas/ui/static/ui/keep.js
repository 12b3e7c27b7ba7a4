// What somebody types stays on the device until it has arrived: after a dead session, a dropped line or a
// closed window it comes back into the form. Kept per person, address and form; never passwords or files;
// forgotten on sign-out, after a successful submit, or after a week.
import { note } from "./note.js";
import { fill, same, values } from "./shape.js";
import { owner, settle, store } from "./store.js";

const LARGEST = 300_000; // characters a form
const revision = (form) => form.elements.revision?.value ?? "";

function keep(form) {
  const key = `${owner}${location.pathname}:${form.dataset.keep}`;
  const failed = document.querySelector("#errors") !== null; // the page came back with what was typed
  const before = values(form, true);
  const hasty = !same(values(form), before); // typed before this script was there
  const entry = failed ? null : store.read(key);
  if (entry && same(entry.values, before)) store.drop(key);
  else if (entry) {
    const moved = hasty || (entry.revision ?? "") !== revision(form);
    if (!moved) {
      fill(form, entry.values);
      form.dataset.restored = "";
    }
    note(form, key, entry, before, moved);
  }
  let timer;
  const save = (sent = 0) => {
    clearTimeout(timer);
    timer = 0;
    const told = values(form);
    if (same(told, before) && !sent && !failed) return store.drop(key);
    const entry = { at: Date.now(), sent, revision: revision(form), values: told };
    if (JSON.stringify(told).length < LARGEST) store.write(key, entry);
  };
  if (hasty && !entry) save();
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => save(), 400);
  });
  addEventListener("pagehide", () => timer && save());
  form.addEventListener("submit", (event) => event.defaultPrevented || save(Date.now()));
  form.addEventListener("tuntas:saved", () => {
    clearTimeout(timer);
    timer = 0;
    store.drop(key);
  });
}

settle();
document.querySelectorAll("form[data-keep]").forEach(keep);
for (const form of document.querySelectorAll("form[data-forget]")) {
  form.addEventListener("submit", () => store.keys().forEach(store.drop));
}
