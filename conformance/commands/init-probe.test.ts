import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { temporaryFolder } from "../testing/files.ts";
import { closeServersAfterEach } from "../testing/servers.ts";
import { createSessions, tableServer } from "../testing/session-servers.ts";
import { init } from "./init.ts";
import { initByProbe } from "./init-probe.ts";

closeServersAfterEach();
const folder = temporaryFolder();
const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
const error = vi.spyOn(process.stderr, "write").mockReturnValue(true);
beforeEach(() => [out, error].forEach((each) => void each.mockClear()));
const said = (stream: typeof out) => stream.mock.calls.map(([text]) => String(text)).join("");

/** A server with one token and no refresh. */
async function server() {
  const sessions = createSessions();
  const bearer = (field = "") => field.replace("Bearer ", "");
  return tableServer({
    "POST /login": ({ json: { username, password } }) => {
      const tokens = sessions.login(username, password);
      return tokens ? { status: 200, body: { token: tokens.access } } : { status: 401 };
    },
    "GET /me": ({ headers: { authorization } }) =>
      sessions.isAlive(bearer(authorization)) ? { status: 200, body: { username: "alice" } } : { status: 401 },
    "POST /logout": ({ headers: { authorization } }) => ({ status: sessions.end(bearer(authorization)) ? 200 : 401 }),
  });
}
const account = "alice:hunter22-hunter22";

describe("authmark init --probe", () => {
  it("writes a file, and says what was found, what was not, and what to do next", async () => {
    const { url, asked } = await server();
    const file = join(folder.path, "found.yaml");
    expect(await initByProbe(file, { probe: `${url}/`, account })).toBe(0);
    const text = readFileSync(file, "utf8");
    expect(text).toContain(`url: ${url}\n`);
    expect(text).toContain("logoutRevokes: refresh+access");
    expect(said(out)).toMatch(/✓ session +GET \/me; the user is at \/username/);
    expect(said(out)).toMatch(/✗ refresh +the login gives no refresh token: give wire\.refresh/);
    expect(said(out)).toContain(`AUTHMARK_PASSWORD=… authmark doctor --target ${file}`);
    const tokens = asked.flatMap(({ headers }) => headers.authorization?.split(" ")[1] ?? []);
    expect(tokens).toContain("garbage");
    for (const secret of ["hunter22", ...tokens.filter((token) => token !== "garbage")]) {
      expect(text + said(out) + said(error)).not.toContain(secret);
    }
  });

  it("writes to standard output without a name, and says the rest on standard error", async () => {
    const { url } = await server();
    expect(await initByProbe(undefined, { probe: url, account })).toBe(0);
    expect(said(out)).toMatch(/^# A target of authmark, as authmark init --probe found it\./);
    expect(said(error)).toContain("authmark doctor --target FILE");
  });

  it("ends in 3 where nobody can log in, and writes what is to be filled in", async () => {
    const { url } = await tableServer({});
    const file = join(folder.path, "nothing.yaml");
    expect(await initByProbe(file, { probe: url, account })).toBe(3);
    expect(readFileSync(file, "utf8")).toContain("# not found: no common path is one. Give wire.login.");
  });

  it.each([
    [{ probe: "127.0.0.1" }, "--probe 127.0.0.1: write the server's address"],
    [{ probe: "http://127.0.0.1:1" }, "--probe: give a user who can log in there: --account USER:PASSWORD."],
    [{ probe: "https://auth.example", account }, "say --allow-remote"],
    [{ probe: "http://127.0.0.1:1", account, protocol: "hmail" }, "--probe finds out how sessions are spelt"],
    [{ probe: "http://127.0.0.1:1", account, client: ":s" }, "--client: there is no client. Write ID or ID:SECRET."],
    [{ probe: "http://127.0.0.1:1", account, ca: "no.pem" }, "--ca no.pem: cannot be read"],
  ])("asks nothing where the options are wrong: %j", async (options, message) => {
    await expect(initByProbe(undefined, options)).rejects.toThrow(message);
  });

  it("leaves a file as it is that is there already, before anything is asked", async () => {
    const { url, asked } = await server();
    const file = folder.write("mine.yaml", "mine");
    await expect(initByProbe(file, { probe: url, account })).rejects.toThrow(`${file}: is there already`);
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect(asked).toEqual([]);
  });

  it("sends fields of one's own with every request, and writes them into each operation without their secrets", async () => {
    const sessions = createSessions();
    const bearer = (field = "") => field.replace("Bearer ", "");
    const { url, asked } = await tableServer({
      "POST /login": ({ json, headers }) => {
        const tokens =
          headers["x-app-key"] === "key-one-1" ? sessions.login(json["username"], json["password"]) : undefined;
        return tokens ? { status: 200, body: { token: tokens.access } } : { status: 401 };
      },
      "GET /me": ({ headers: { authorization } }) =>
        sessions.isAlive(bearer(authorization)) ? { status: 200, body: { username: "alice" } } : { status: 401 },
    });
    const file = join(folder.path, "fields.yaml");
    const header = ["X-App-Key: key-one-1", "x-app: one"];
    expect(await initByProbe(file, { probe: url, account, header })).toBe(0);
    expect(asked.filter(({ headers }) => headers["x-app-key"] !== "key-one-1" || headers["x-app"] !== "one")).toEqual(
      [],
    );
    const text = readFileSync(file, "utf8");
    expect(text.match(/x-app-key: \$\{AUTHMARK_X_APP_KEY\}\n +x-app: one/g)).toHaveLength(2);
    expect(text + said(out)).not.toContain("key-one-1");
    expect(said(out)).toContain("AUTHMARK_PASSWORD=… AUTHMARK_X_APP_KEY=… authmark doctor");
  });

  it("says what it tried, and what came back, where nobody can log in", async () => {
    const { url } = await tableServer({
      "POST /auth/token": () => ({ status: 400, body: { error: "invalid_scope" } }),
    });
    expect(await initByProbe(undefined, { probe: url, account, client: "app" })).toBe(3);
    expect(said(error)).toMatch(
      /✗ tried +POST \/auth\/token said 400 to the grant by password, a form of grant_type=password/,
    );
    expect(said(error)).toMatch(/✗ tried +404 at .*\/login, /);
    expect(said(out)).toMatch(/# wire:\n# {3}preset:\n# {5}oauth:\n# {7}token: \/auth\/token\n/);
  });

  it("has options that say nothing without it", () => {
    const file = join(folder.path, "plain.yaml");
    expect(() => init(file, { allowRemote: true })).toThrow("--allow-remote goes with --probe URL.");
    expect(() => init(file, { header: ["a: b"] })).toThrow("--header goes with --probe URL.");
    expect(() => init(file, { account })).toThrow("--account goes with --probe URL.");
    expect(existsSync(file)).toBe(false);
  });
});
