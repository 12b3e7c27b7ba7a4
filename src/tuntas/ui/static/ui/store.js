// What is kept on this device: one entry a form, under `tuntas:person:address:form`.

const PREFIX = "tuntas:";
const WEEK = 7 * 24 * 3600 * 1000;
const HALF_HOUR = 30 * 60 * 1000; // an upload over a slow line may take that long
const page = document.documentElement;
export const owner = `${PREFIX}${page.dataset.who ?? ""}:`;

export const store = {
  read: (key) => {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  },
  write: (key, value) => {
    try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden: nothing to keep */ }
  },
  drop: (key) => {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  },
  keys: () => {
    try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)); } catch { return []; }
  },
};

// Did the form sent from this tab arrive? After success the server redirects to a page that is not in trouble.
export function settle() {
  const arrived = performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
  const trouble = page.hasAttribute("data-trouble") || document.querySelector("#errors, input[type=password]");
  for (const key of store.keys()) {
    const entry = store.read(key);
    if (!entry || Date.now() - entry.at > WEEK) store.drop(key);
    else if (entry.sent && arrived && !trouble && Date.now() - entry.sent < HALF_HOUR) store.drop(key);
    else if (entry.sent) store.write(key, { ...entry, sent: 0 });
  }
}

