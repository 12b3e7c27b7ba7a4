// Reading and filling a form, whatever its controls are; secrets, files and hidden fields stay out.

const PRIVATE = new Set(["password", "file", "hidden", "submit", "button", "image", "reset"]);
const kept = (form) => [...form.elements].filter((box) => box.name && !PRIVATE.has(box.type) && box.type !== "fieldset" && !box.readOnly);

export function values(form) {
  const found = {};
  for (const box of kept(form)) {
    const told = ["checkbox", "radio"].includes(box.type) ? (box.checked ? [box.value] : [])
      : box.type === "select-multiple" ? [...box.selectedOptions].map((one) => one.value) : [box.value.replaceAll("\r\n", "\n")];
    found[box.name] = (found[box.name] ?? []).concat(told);
  }
  return found;
}

export function fill(form, told) {
  for (const box of kept(form)) {
    const mine = told[box.name];
    if (!mine) continue;
    if (["checkbox", "radio"].includes(box.type)) box.checked = mine.includes(box.value);
    else if (box.type === "select-multiple") for (const one of box.options) one.selected = mine.includes(one.value);
    else if (box.type !== "select-one" || [...box.options].some((one) => one.value === mine[0])) {
      const twins = kept(form).filter((one) => one.name === box.name);
      box.value = mine[twins.indexOf(box)] ?? "";
    }
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
