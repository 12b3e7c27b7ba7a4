// Reading and filling a form, whatever its controls are; secrets, files, hidden fields and what is `data-private` stay out.

const PRIVATE = new Set(["password", "file", "hidden", "submit", "button", "image", "reset"]);
const kept = (form) => [...form.elements].filter((box) => box.name && !PRIVATE.has(box.type) && box.type !== "fieldset" && !box.readOnly && !("private" in box.dataset));

// What the form holds now, or what it held when it came from the server.
export function values(form, original = false) {
  const found = {};
  for (const box of kept(form)) {
    let told;
    if (["checkbox", "radio"].includes(box.type)) told = (original ? box.defaultChecked : box.checked) ? [box.value] : [];
    else if (box.options) told = chosen(box, original);
    else told = [(original ? box.defaultValue : box.value).replaceAll("\r\n", "\n")];
    found[box.name] = (found[box.name] ?? []).concat(told);
  }
  return found;
}

function chosen(box, original) {
  const picked = [...box.options].filter((one) => (original ? one.defaultSelected : one.selected));
  if (!picked.length && box.type === "select-one" && box.options.length) picked.push(box.options[0]);
  return picked.map((one) => one.value);
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
