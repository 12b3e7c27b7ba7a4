// One question after another: an answer leads to the next. A kiosk starts anew when nobody touches it for a while.
const form = document.querySelector("form[data-faces]");
if (form) {
  const parts = [...form.querySelectorAll("[data-part]")];
  let at = 0;
  const back = form.querySelector("[data-back]");
  const skip = form.querySelector("[data-skip]");
  const show = (next, focus = true) => {
    at = Math.max(0, Math.min(next, parts.length - 1));
    parts.forEach((part, number) => { part.hidden = number !== at; });
    form.querySelector("[data-at]").textContent = `${at + 1} / ${parts.length}`;
    back.hidden = at === 0;
    skip.hidden = at === parts.length - 1;
    if (focus) parts[at].querySelector("input, textarea")?.focus();
  };
  form.addEventListener("click", (event) => {
    if (event.target.matches("input[type=radio]") && event.detail > 0) setTimeout(() => show(at + 1), 250);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input[type=radio]")) { event.preventDefault(); show(at + 1); }
  });
  back.addEventListener("click", () => show(at - 1));
  skip.addEventListener("click", () => show(at + 1));
  form.querySelector("[data-steps]").hidden = false;
  if (!form.querySelector(".error, [aria-invalid=true]")) show(0, false);
}
const idle = document.querySelector("[data-idle]");
if (idle) {
  const end = () => location.replace(idle.dataset.end);
  let timer;
  const again = () => { clearTimeout(timer); timer = setTimeout(end, Number(idle.dataset.idle) * 1000); };
  for (const name of ["input", "pointerdown", "keydown", "scroll"]) addEventListener(name, again, { passive: true });
  addEventListener("pageshow", (event) => event.persisted && end());
  again();
}
