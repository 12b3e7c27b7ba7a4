// The juror's desk: total while typing, bands and numbers together, keys between proposals. All of it works without.
const form = document.querySelector("form[data-rubric]");
const notation = document.documentElement.lang.startsWith("en") ? "en" : "id";
const said = new Intl.NumberFormat(notation, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const aspects = [...document.querySelectorAll("[data-aspect]")];
const number = (aspect) => aspect.querySelector("[type=number]");
const scoreOf = (aspect) => (number(aspect).value === "" ? null : Number(number(aspect).value));
const sound = (score) => score !== null && score >= 0 && score <= 100;

function show() {
  const weights = aspects.map((one) => Number(one.dataset.weight));
  const whole = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  let total = 0, filled = 0;
  aspects.forEach((one, at) => {
    const score = scoreOf(one);
    const part = one.querySelector("[data-part]");
    part.textContent = sound(score) && weights[at] ? `× ${weights[at]} % = ${said.format((score * weights[at]) / whole)}` : "";
    if (!sound(score)) return explain(one, false);
    if (weights[at]) filled += 1;
    total += (score * weights[at]) / whole;
    explain(one, score <= Number(form.dataset.low) || score >= Number(form.dataset.high));
  });
  form.querySelector("[data-total]").textContent = said.format(total);
  const count = form.querySelector("[data-filled]");
  count.textContent = count.textContent.replace(/^\s*\d+/, filled);
}

function explain(aspect, wanted) {
  aspect.querySelector("[data-must]").hidden = !wanted;
  aspect.querySelector("[data-optional]").hidden = wanted;
}

// A band sets the number to its middle unless the number lies in it; a number finds its band.
function couple(aspect) {
  const bands = [...aspect.querySelectorAll("[type=radio]")];
  const fits = (band, score) => score >= Number(band.value) && score < Number(band.dataset.to) + 1;
  for (const band of bands) {
    band.addEventListener("change", () => {
      if (!sound(scoreOf(aspect)) || !fits(band, scoreOf(aspect))) number(aspect).value = band.dataset.middle;
      show();
    });
  }
  number(aspect).addEventListener("input", () => {
    for (const band of bands) band.checked = sound(scoreOf(aspect)) && fits(band, scoreOf(aspect));
    show();
  });
  number(aspect).addEventListener("wheel", (event) => event.currentTarget === document.activeElement && event.currentTarget.blur());
}

const typing = (where) => where.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");

// The keys stay quiet while somebody types or a modifier is held; Escape leaves a field.
function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (typing(event.target)) return;
  if (event.key === "?") {
    const help = document.querySelector("[data-help]");
    help.open = true;
    help.querySelector("summary").focus();
    event.preventDefault();
    return;
  }
  const target = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!target || target.matches(":disabled")) return;
  event.preventDefault();
  if (target.matches("input")) {
    target.focus();
    target.select();
    target.closest("fieldset").scrollIntoView({ block: "start" });
  } else target.click();
}

// On the way to a neighbour what is not saved yet goes along.
function carry(link, name) {
  let dirty = false;
  form.addEventListener("input", () => (dirty = true));
  form.addEventListener("tuntas:saved", () => (dirty = false));
  link?.addEventListener("click", (event) => {
    if (!dirty || !form.dataset.autosave || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const press = document.createElement("input");
    Object.assign(press, { type: "hidden", name, value: "1" });
    form.append(press);
    form.requestSubmit();
  });
}

if (form) {
  carry(document.querySelector(".desk-steps [rel=next]"), "next");
  carry(document.querySelector(".desk-steps [rel=prev]"), "previous");
  document.querySelectorAll("[data-plain]").forEach((one) => (one.hidden = true));
  aspects.forEach(couple);
  show();
  document.addEventListener("keydown", keys);
  form.addEventListener("input", show);
}
