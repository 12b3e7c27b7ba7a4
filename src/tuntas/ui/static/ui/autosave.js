// Sends a form's changes to its `data-autosave` address a moment after typing stops, one request at a time.
// Answers: 200 {saved, revision}, 409 {conflict}, 401 signed out. Files are never sent this way.
import { say } from "./say.js";

const REST = 3000; // milliseconds without typing
const AGAIN = 15000; // milliseconds until another try after a failure

function watch(form) {
  const status = form.querySelector("[data-saving]") ?? document.createElement("p");
  if (!status.isConnected) (form.querySelector(".actions") ?? form).append(status);
  status.classList.add("saving");
  status.setAttribute("role", "status");
  let timer, busy = false, dirty = false, stopped = false;

  const tell = (text, state = "") => {
    if (status.textContent !== text) status.textContent = text;
    status.dataset.state = state;
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };

  async function send() {
    if (busy || stopped || !dirty) return;
    busy = true;
    dirty = false;
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    tell(say("saving"));
    try {
      const headers = { "X-CSRFToken": body.get("csrfmiddlewaretoken") ?? "", Accept: "application/json" };
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers, redirect: "manual", credentials: "same-origin" });
      if (answer.ok) {
        const { saved, revision } = await answer.json();
        if (revision !== undefined && form.elements.revision) form.elements.revision.value = revision;
        tell(say("saved", saved), "saved");
        if (!dirty) form.dispatchEvent(new CustomEvent("tuntas:saved"));
      } else if (answer.status === 409) {
        stopped = true;
        tell((await answer.json()).conflict, "bad");
      } else if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) {
        stopped = true;
        tell(say("gone"), "bad");
      } else {
        tell(say("refused"), "bad");
        dirty = answer.status >= 500 || answer.status === 429; // anything else would be refused again
      }
    } catch {
      dirty = true;
      tell(say("offline"), "bad");
    } finally {
      busy = false;
    }
    if (dirty && !stopped) later(status.dataset.state === "bad" ? AGAIN : REST);
  }

  const changed = () => {
    dirty = true;
    later(REST);
  };
  form.addEventListener("input", changed);
  if ("restored" in form.dataset) changed(); // keep.js was first
  form.addEventListener("submit", () => {
    stopped = true; // the submit itself carries everything
    clearTimeout(timer);
  });
  addEventListener("pageshow", (event) => event.persisted && (stopped = false));
  addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => document.hidden && dirty && later(0));
}

document.querySelectorAll("form[data-autosave]").forEach(watch);
