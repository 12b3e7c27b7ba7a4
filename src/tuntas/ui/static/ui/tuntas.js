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

// Wide tables can be scrolled by keyboard and say what they are, also after the phone was turned: by their
// caption, or by the heading they stand under, and each by a name of its own.
const names = new Map();
const nameOf = (box) => {
  const above = [...document.querySelectorAll("main :is(h1, h2, h3)")].filter(
    (one) => one.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const kind = document.documentElement.lang === "en" ? "Table" : "Tabel"; // a section may bear the same heading
  const name = `${kind}: ${(box.querySelector("caption") ?? above.at(-1))?.textContent.trim() ?? ""}`;
  names.set(name, (names.get(name) ?? 0) + 1);
  return names.get(name) > 1 ? `${name} (${names.get(name)})` : name;
};
const reach = (box) => {
  if (box.scrollWidth <= box.clientWidth || box.role === "region") return;
  box.tabIndex = 0;
  if (!box.hasAttribute("aria-label")) box.setAttribute("aria-label", nameOf(box));
  box.setAttribute("role", "region");
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
