// A kiosk forgets: after idle seconds, or when somebody comes back with the browser's button, it starts anew.
const kiosk = document.querySelector("[data-idle]");
if (kiosk) {
  const end = () => location.replace(kiosk.dataset.end);
  let timer;
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(end, Number(kiosk.dataset.idle) * 1000);
  };
  for (const name of ["input", "pointerdown", "keydown", "scroll"]) addEventListener(name, again, { passive: true });
  addEventListener("pageshow", (event) => event.persisted && end());
  again();
}
