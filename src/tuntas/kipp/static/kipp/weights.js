// The sum of the weights while they are typed; without this script the button "count again" says it.
for (const table of document.querySelectorAll("table[data-sum]")) {
  const wanted = Number(table.dataset.sum);
  const total = table.querySelector("[data-sum-total]");
  const button = table.querySelector("button[name=count]");
  if (button) button.hidden = true;
  const count = () => {
    let sum = 0;
    for (const row of table.tBodies[0].rows) {
      const gone = row.querySelector("input[name$='-DELETE']");
      const weight = row.querySelector("input[name$='-weight']");
      if (weight && !(gone && gone.checked)) sum += Number(weight.value.replace(",", ".")) || 0;
    }
    sum = Math.round(sum * 1000) / 1000;
    total.textContent = String(sum);
    table.querySelector("[data-sum-right]").hidden = sum !== wanted;
    table.querySelector("[data-sum-wrong]").hidden = sum === wanted;
  };
  table.addEventListener("input", count);
  count();
}
