// A live count beside texts with a word limit. The server counts by the same rule (kernel.text.count_words).
import { language, say } from "./say.js";

const WORD = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_'’.,/-]*/gu;
const written = new Intl.NumberFormat(language);

export const count = (text) => (text.match(WORD) ?? []).length;

function place(box) {
  const named = box.dataset.count && document.getElementById(box.dataset.count);
  if (named) return named;
  const made = document.createElement("p");
  made.className = "hint";
  box.after(made);
  return made;
}

for (const box of document.querySelectorAll("[data-words]")) {
  const most = Number(box.dataset.words);
  if (!most) continue;
  const shown = place(box);
  const told = document.createElement("span"); // read aloud only after a pause
  told.className = "visually-hidden";
  told.setAttribute("aria-live", "polite");
  shown.after(told);
  let timer;
  const show = () => {
    const left = most - count(box.value);
    shown.textContent = left < 0 ? say("over", written.format(-left)) : say("left", written.format(left));
    shown.classList.toggle("over", left < 0);
    clearTimeout(timer);
    if (document.activeElement === box) timer = setTimeout(() => (told.textContent = shown.textContent), 1500);
  };
  box.addEventListener("input", show);
  show();
}
