import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createAuthApp, parameterOf } from "../testing/pattmayne-service.ts";

it("what is at rest holds no password, client secret, code, refresh token or mailed token, and no signed token", async () => {
  const directory = await mkdtemp(join(tmpdir(), "authmark-"));
  const app = await createAuthApp({ store: join(directory, "a.db") });
  const [browser, operator] = [app.open(), app.open()];
  await operator.logIn("auth_site", "opera");
  const carol = { username: "carol", email: "carol@example.org", password: "carol's password" };
  await browser.post("/auth/register", carol);
  const mailed = /^[\w-]{43}$/m.exec(app.mails[0]?.text ?? "")?.[0];
  const added = await operator.post("/admin/clients", { client_id: "blog", redirect_uri: "https://blog.example" });
  const unused = parameterOf(await browser.post("/auth/login", { client_id: "blog" }), "code");
  const login = await browser.post("/auth/login", { client_id: "shop" });
  const held = await app.back("shop").receive(login);
  const next = (await app.back("shop").exchange(held)).body["refresh_token"];
  const secrets = [carol.password, "the secret of shop", mailed, added.body["client_secret"], unused]
    .concat([parameterOf(login, "code"), held["refresh_token"], next, ...browser.jar.values()])
    .map(String);
  expect(secrets.filter((secret) => secret.length < 16)).toEqual([]);

  const files = await readdir(directory);
  const stored = (await Promise.all(files.map((file) => readFile(join(directory, file), "latin1")))).join("\n");
  await app.env.store.close();
  await rm(directory, { recursive: true });
  expect(stored).toContain("carol@example.org");
  for (const secret of secrets) expect(stored).not.toContain(secret);
  expect(stored.match(/blog\$argon2id\$v=19\$m=8,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}/)).not.toBeNull();
});
