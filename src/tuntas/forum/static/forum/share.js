// The share row: the device's own share sheet where there is one, and a button that copies the address.

for (const row of document.querySelectorAll("[data-share]")) {
  const { address, title } = row.dataset;
  const sheet = row.querySelector("[data-sheet]");
  if (sheet && navigator.share) {
    sheet.hidden = false;
    sheet.addEventListener("click", () => navigator.share({ title, url: address }).catch(() => {}));
  }
  const copy = row.querySelector("[data-copy]");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(address);
      row.querySelector("[role=status]").textContent = copy.dataset.copied;
    });
  }
  const paper = row.querySelector("[data-print]");
  if (paper) {
    paper.hidden = false;
    paper.addEventListener("click", () => print());
  }
}
