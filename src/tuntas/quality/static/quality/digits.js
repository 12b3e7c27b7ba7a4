// Sheets typed digit by digit: 1 to 4 goes on, space or a point leaves a blank, backspace goes back.
const boxes = [...document.querySelectorAll("[data-digit]")];
for (const [at, box] of boxes.entries()) {
  box.addEventListener("input", () => {
    if (/^[ .0-]$/.test(box.value)) box.value = "";
    else if (!/^[1-4]$/.test(box.value)) { box.value = ""; return; }
    boxes[at + 1]?.focus();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Backspace" && !box.value && at) { event.preventDefault(); boxes[at - 1].focus(); }
    if (event.key === "Enter") { event.preventDefault(); boxes[(Math.floor(at / 9) + 1) * 9]?.focus(); }
  });
}
