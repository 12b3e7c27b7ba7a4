// Counts the winners of each track while they are chosen. Without it the page works the same.
for (const track of document.querySelectorAll("[data-track]")) {
  const tally = track.querySelector("[data-tally]");
  const count = () => {
    const choices = [...track.querySelectorAll("select")];
    const places = Math.min(Number(track.dataset.track), choices.length);
    const chosen = choices.filter((one) => one.value === "winner").length;
    tally.textContent = tally.dataset.tally.replace("[n]", chosen).replace("[m]", places);
    tally.dataset.state = chosen === places ? "ok" : "bad";
    for (const one of choices) {
      const row = one.closest("tr");
      row.classList.toggle("won", one.value === "winner");
      const wanted = one.value !== "" && one.value !== one.dataset.said;
      row.querySelector("input").placeholder = wanted ? track.dataset.wanted : "";
    }
  };
  track.addEventListener("change", count);
  count();
}
