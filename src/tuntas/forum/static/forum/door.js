// The door without a line: codes are kept on the phone with their moment and sent as soon as there is one.
// Answers: 200 {tone: ok|warn, text}, 409 {tone: bad, text}; signed out is 401. Where the browser can read QR codes
// itself, a camera button shows; everywhere else the code is typed, or the phone's own camera opens the ticket's address.

const form = document.querySelector("form[data-door]");
const list = document.querySelector("[data-arrivals]");
const count = document.querySelector("[data-count]");
const came = document.querySelector("[data-came]");
const known = new Set(JSON.parse(document.querySelector("#known").textContent));
const KEY = `tuntas-door:${form.dataset.door}`;
const AGAIN = 15000; // milliseconds until another try
let busy = false;

const waiting = () => {
  try { return JSON.parse(localStorage.getItem(KEY)) ?? []; } catch { return []; }
};
const keep = (entries) => {
  try { localStorage.setItem(KEY, JSON.stringify(entries)); } catch { /* full or forbidden */ }
  count.hidden = entries.length === 0;
  count.textContent = `${form.dataset.waiting} ${entries.length}`;
};
const normal = (typed) => {
  const last = typed.trim().replace(/\/+$/, "").split("/").pop();
  const code = last.replace(/[\s-]/g, "").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(code) ? code : "";
};
const grouped = (code) => `${code.slice(0, 4)}-${code.slice(4)}`;

function tell(tone, text) {
  const line = document.createElement("li");
  line.dataset.tone = tone;
  line.textContent = text;
  list.prepend(line);
  while (list.children.length > 30) list.lastChild.remove();
}

async function isKnown(code) {
  if (!crypto.subtle) return true; // cannot be told here; the server will
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code)));
  return known.has([...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 10));
}

async function post(entry) {
  const body = new FormData();
  body.set("code", entry.code);
  body.set("at", entry.at);
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, Accept: "application/json" };
  return fetch(form.dataset.send, { method: "POST", body, headers, redirect: "manual", credentials: "same-origin" });
}

async function flush() {
  if (busy) return;
  busy = true;
  try {
    for (let entries = waiting(); entries.length; entries = waiting()) {
      const answer = await post(entries[0]);
      if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) {
        tell("bad", form.dataset.gone);
        break;
      }
      if (![200, 409].includes(answer.status)) break;
      const { tone, text } = await answer.json();
      keep(waiting().slice(1));
      if (tone === "ok") came.textContent = Number(came.textContent) + 1;
      tell(tone, text);
    }
  } catch { /* no line: later */ } finally {
    busy = false;
    keep(waiting());
  }
}

async function arrive(typed) {
  const code = normal(typed);
  if (!code) return tell("bad", form.dataset.short);
  if (waiting().some((entry) => entry.code === code)) return tell("kept", `${form.dataset.kept} ${grouped(code)}`);
  keep([...waiting(), { code, at: new Date().toISOString() }]);
  await flush();
  if (!waiting().some((entry) => entry.code === code)) return;
  if (await isKnown(code)) return tell("kept", `${form.dataset.kept} ${grouped(code)}`);
  keep(waiting().filter((entry) => entry.code !== code)); // a slip of the finger is told at once, also without a line
  tell("bad", `${grouped(code)}: ${form.dataset.strange}`);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  arrive(form.elements.code.value);
  form.elements.code.value = "";
  form.elements.code.focus();
});
addEventListener("online", flush);
setInterval(() => waiting().length && flush(), AGAIN);
keep(waiting());
flush();

// ---- the camera
const scan = document.querySelector("[data-scan]");
if ("BarcodeDetector" in window && navigator.mediaDevices) {
  const video = scan.querySelector("video");
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  let last = "";
  const look = async () => {
    if (video.hidden) return;
    const found = await detector.detect(video).catch(() => []);
    const read = found[0]?.rawValue ?? "";
    if (read && read !== last) {
      last = read;
      arrive(read);
    }
    setTimeout(look, 300);
  };
  scan.hidden = false;
  scan.querySelector("[data-start]").addEventListener("click", async () => {
    try {
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.hidden = false;
      await video.play();
      look();
    } catch { scan.hidden = true; }
  });
}
