// Keys on the comparing page: ← for the left proposal, → for the right one, space for "cannot decide".
const form = document.querySelector("form[data-duel]");
const keys = { ArrowLeft: "one", ArrowRight: "other", " ": "even" };
let sent = false;

form?.addEventListener("submit", (event) => {
  if (sent) event.preventDefault();
  sent = true;
});
document.addEventListener("keydown", (event) => {
  const choice = keys[event.key];
  if (!form || !choice || event.altKey || event.ctrlKey || event.metaKey || event.target.closest("button, a, input, summary")) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(`button[value="${choice}"]`));
});
