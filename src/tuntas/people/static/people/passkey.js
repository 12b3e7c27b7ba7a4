// Passkeys: a form with data-passkey asks the device for a credential, then is sent with it.
// The options stand in a JSON script (data-options) or are fetched (data-options-url); sentences come from the page.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function readable(options) {
  const key = structuredClone(options.publicKey);
  key.challenge = bytes(key.challenge);
  if (key.user) key.user.id = bytes(key.user.id);
  for (const list of ["excludeCredentials", "allowCredentials"])
    if (key[list]) key[list] = key[list].map((one) => ({ ...one, id: bytes(one.id) }));
  return key;
}

function writable(credential) {
  const from = credential.response, response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (from[name]) response[name] = text(from[name]);
  if (from.getTransports) response.transports = from.getTransports();
  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
  const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  return answer.json();
}

async function ask(form) {
  const data = await optionsOf(form);
  if (form.dataset.passkey !== "create")
    return navigator.credentials.get({ publicKey: readable(data.request_options) });
  const key = readable(data.creation_options), alone = form.elements.passwordless?.checked;
  if (alone !== undefined) {
    key.authenticatorSelection = {
      ...key.authenticatorSelection, residentKey: alone ? "required" : "discouraged", requireResidentKey: alone,
      ...(alone ? { userVerification: "required" } : {}),
    };
  }
  return navigator.credentials.create({ publicKey: key });
}

// Browsers give passkeys to names only, never to a bare address; on this machine the name is localhost.
const bare = /^[\d.]+$|^\[/.test(location.hostname);
for (const hint of document.querySelectorAll("[data-passkey-elsewhere]")) {
  if (!bare) continue;
  const link = hint.querySelector("a"), own = /^127\.|^\[::1\]$/.test(location.hostname);
  if (own) link.href = link.textContent = location.href.replace(location.hostname, "localhost");
  hint.hidden = false;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const trouble = form.querySelector("[data-passkey-trouble]");
  if (window.PublicKeyCredential && !bare) form.hidden = false;
  else continue;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(writable(await ask(form)));
      form.submit();
    } catch (error) {
      console.warn(error);
      trouble.hidden = false;
      trouble.focus();
    }
  });
}
