// A form goes out once, however often the button is pressed.

const PAUSE = 8000; // milliseconds after which a second try is honest: the line may have dropped

for (const form of document.querySelectorAll("form[data-once]")) {
  let sent = 0;
  form.addEventListener("submit", (event) => {
    if (event.timeStamp - sent < PAUSE && sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    sent = event.timeStamp;
    form.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => {
    sent = 0;
    form.removeAttribute("aria-busy");
  });
}
