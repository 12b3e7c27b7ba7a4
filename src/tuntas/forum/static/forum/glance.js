// The preview beside the text, a moment after typing stops. What comes back was made safe by the server.

const REST = 700; // milliseconds

for (const pane of document.querySelectorAll("[data-glance]")) {
  const form = document.getElementById(pane.dataset.form);
  const text = form?.elements.body;
  if (!text) continue;
  const out = pane.querySelector("[data-out]");
  pane.hidden = false;
  let timer, asked = 0;
  const look = async () => {
    const mine = ++asked;
    const body = new FormData();
    body.set("body", text.value);
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(pane.dataset.glance, { method: "POST", body, headers: { Accept: "text/html" }, redirect: "manual" });
      if (answer.ok && mine === asked) out.innerHTML = await answer.text();
    } catch {
      // the line dropped: the last preview stays
    }
  };
  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, REST);
  });
  look();
}
