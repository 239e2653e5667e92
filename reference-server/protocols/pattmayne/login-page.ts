import { createHash } from "node:crypto";
import type { Service } from "../../http/service.ts";

const script = `
const asked = new URLSearchParams(location.search);
const client_id = asked.get("client_id") ?? "auth_site";
const state = asked.get("state") ?? undefined;
const form = document.querySelector("form");
const said = document.querySelector("output");
async function post(path, fields) {
  const headers = { "content-type": "application/json" };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify({ ...fields, client_id, state }) });
  const answer = await response.json();
  if (!response.ok) return answer.error;
  if (answer.redirect_uri) location.assign(answer.redirect_uri);
  form.hidden = true;
  return "You are logged in as " + answer.username + ".";
}
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { name, email, password } = Object.fromEntries(new FormData(form));
  said.textContent = event.submitter.value === "register"
    ? await post("/auth/register", { username: name, email, password })
    : await post("/auth/login", { username_or_email: name, password });
});
post("/auth/login", {}).then((text) => { if (form.hidden) said.textContent = text; });
`;

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Log in</title>
<h1>Log in</h1>
<form>
<p><label>Name <input name="name" autocomplete="username" required></label>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<p><label>Email, for a new account <input name="email" type="email" autocomplete="email"></label>
<p><button value="login">Log in</button> <button value="register">Register</button>
</form>
<p><output></output>
<script>${script}</script>
</html>
`;

const hash = createHash("sha256").update(script).digest("base64");
const policy = [
  "default-src 'none'",
  `script-src 'sha256-${hash}'`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/**
 * Shows a page where a browser logs in, and goes on at the client that its URL names. It is not part of the interface: it
 * asks what the interface has, and a browser whose cookies are good goes on at once.
 */
export function showLoginPage(service: Service): Service {
  return service.get("/login", (c) =>
    c.html(page, 200, {
      "cache-control": "no-store",
      "content-security-policy": policy.join("; "),
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    }),
  ) as Service;
}
