// While a spreadsheet is being written, a bar shows how far it has come. Without this script the page simply waits.
for (const form of document.querySelectorAll("form[data-progress]")) {
  form.addEventListener("submit", () => {
    const bar = document.createElement("progress");
    const words = document.createElement("p");
    words.setAttribute("role", "status");
    bar.setAttribute("aria-label", form.dataset.progressWords);
    form.append(bar, words);
    setInterval(async () => {
      try {
        const answer = await fetch(form.dataset.progress, { headers: { Accept: "application/json" } });
        const { done, total } = await answer.json();
        if (!total) return;
        bar.max = total;
        bar.value = done;
        words.textContent = `${form.dataset.progressWords}: ${done} / ${total}`;
      } catch {
        // the next question may be answered
      }
    }, 1000);
  });
}
