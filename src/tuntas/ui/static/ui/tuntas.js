// Loads the behaviour a page asks for; every page works without any of it.

const asked = (selector) => document.querySelector(selector) !== null;

const parts = [import("./keep.js")]; // must also see the page after a submit, and the sign-out form
if (asked("[data-words]")) parts.push(import("./words.js"));
if (asked("form[data-once]")) parts.push(import("./once.js"));
if (asked("form[data-autosave]")) parts.push(import("./autosave.js"));
Promise.allSettled(parts).then((ends) => {
  document.documentElement.dataset.ready = ""; // journeys wait for it
  for (const end of ends) if (end.reason) console.error(end.reason);
});

// Wide tables can be scrolled by keyboard and say what they are, also after the phone was turned.
const reach = (box) => {
  if (box.scrollWidth <= box.clientWidth) return;
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  const name = box.querySelector("caption")?.textContent ?? document.querySelector("h1")?.textContent;
  box.setAttribute("aria-label", name?.trim() || "Tabel");
};
const widths = new ResizeObserver((seen) => seen.forEach((one) => reach(one.target)));
for (const box of document.querySelectorAll(".scroll")) {
  reach(box);
  widths.observe(box);
}

// The error summary is read first, in the title as well.
const errors = document.querySelector("#errors");
if (errors) {
  document.title = `${errors.querySelector("h2").textContent}: ${document.title}`;
  errors.focus();
}

// The account menu closes on Escape and on a click elsewhere.
const menu = document.querySelector("details.account");
if (menu) {
  document.addEventListener("click", (event) => menu.contains(event.target) || (menu.open = false));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// Closed explanations open for printing.
addEventListener("beforeprint", () => document.querySelectorAll("main details").forEach((one) => (one.open = true)));
