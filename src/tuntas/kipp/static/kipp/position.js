// "Fill in where I am": asks the device once, only when the button is pressed, and fills the two fields.
for (const line of document.querySelectorAll("[data-locate]")) {
  if (!navigator.geolocation) continue;
  const [button, said] = [line.querySelector("button"), line.querySelector("[role=status]")];
  const field = (name) => document.querySelector(`[data-position] [name=${name}]`);
  line.hidden = false;
  button.addEventListener("click", () => {
    said.textContent = said.dataset.busy;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field("latitude").value = coords.latitude.toFixed(5);
        field("longitude").value = coords.longitude.toFixed(5);
        field("longitude").dispatchEvent(new Event("input", { bubbles: true }));
        said.textContent = `± ${Math.round(coords.accuracy)} m`;
      },
      () => { said.textContent = said.dataset.trouble; },
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 },
    );
  });
}
