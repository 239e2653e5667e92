import { describe, expect, it } from "vitest";
import { UsageError } from "../model/errors.ts";
import { temporaryFolder } from "../testing/files.ts";
import { readTargetFile } from "./target-file.ts";

const folder = temporaryFolder();
const LEAST = "protocol: pattmayne\nat: { url: https://127.0.0.1:1 }\n";
const CLIENT_APP = `${LEAST}role: client-app\n`;
const SHOP = "{ clientId: shop, clientSecret: s3cret, redirectUri: 'https://shop.example/cb' }";

const read = (content: string) => readTargetFile(folder.write("target.yaml", content), {});

function complaint(content: string): string {
  try {
    return `none: ${JSON.stringify(read(content))}`;
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message.replace(`${folder.path}/target.yaml: `, "");
  }
}

describe("what a target file says of an auth app", () => {
  it("is its role without a word, its clients, its operator and where its mails are", () => {
    const { role, apps } = read(
      `${LEAST}clients: [${SHOP}]\noperator: { username: admin, password: p }\nmailbox: { file: out.jsonl }\norigin: https://auth.example`,
    );
    expect(role).toBe("auth-app");
    expect(apps).toEqual({
      clients: [{ clientId: "shop", clientSecret: "s3cret", redirectUri: "https://shop.example/cb" }],
      operator: { username: "admin", password: "p" },
      mailbox: { file: `${folder.path}/out.jsonl` },
      origin: "https://auth.example",
    });
  });

  it("may be an operator's token, which is a field, a command for mails, and a secret that signs", () => {
    const { apps, jwt } = read(
      `${LEAST}operator: { token: t0ken }\nmailbox: { command: cat }\nsigningKey: a shared secret`,
    );
    expect(apps?.operator).toEqual({ headers: { authorization: "Bearer t0ken" } });
    expect(apps?.mailbox).toEqual({ command: "cat", folder: folder.path });
    expect(jwt).toEqual({ signingKey: "a shared secret" });
  });

  it.each([
    ["a client twice", `${LEAST}clients: [${SHOP}, ${SHOP}]`, "clients: shop is there twice. Give each client once."],
    [
      "a redirect URI that is none",
      `${LEAST}clients: [{ clientId: a, clientSecret: b, redirectUri: /cb }]`,
      "clients.0.redirectUri: write the whole URI, such as https://shop.example/callback.",
    ],
    ["another operator", `${LEAST}operator: { key: a }`, "operator: write { username: …, password: … }, { token: … }"],
    ["another mailbox", `${LEAST}mailbox: { imap: a }`, "mailbox: write { command: … }, { file: … } or { smtp:"],
    ["an origin with a path", `${LEAST}origin: https://a.example/b`, "origin: write scheme, host and port alone"],
    [
      "a key pair",
      `${LEAST}publicKey: a.pem`,
      "publicKey: the tokens of pattmayne are signed with a secret; leave it out.",
    ],
    [
      "settings of a client app",
      `${LEAST}clientApp: { clientId: a, clientSecret: b, listen: { port: 1 } }`,
      "clientApp: is of a client app; write role: client-app, or leave it out.",
    ],
    [
      "another choice",
      `${LEAST}policy: { reuse: reject }`,
      "policy.reuse: pattmayne has no such choice; write externalLoginSetsOwnCookies, logoutKeepsClientJwt.",
    ],
    ["another role", `${LEAST}role: server`, "role: write one of auth-app, client-app."],
  ])("is refused with %s: key and remedy", (_, content, message) => {
    expect(complaint(content)).toContain(message);
  });

  it.each([
    "role: auth-app",
    "clients: []",
    "operator: { token: a }",
    "mailbox: { file: a }",
    "cookieNames: { a: b }",
    "origin: https://a.example",
  ])("is refused of another protocol: %s", (line) => {
    const [key] = line.split(":");
    expect(complaint(`protocol: hmail\nat: { url: http://127.0.0.1:1 }\n${line}`)).toBe(
      `${key}: hmail has nothing of that; leave it out.`,
    );
  });
});

describe("what a target file says of a client app", () => {
  it("is what it knows of itself, and where the suite plays its auth app, over TLS if it says so", () => {
    folder.write("cert.pem", "CERT");
    folder.write("key.pem", "KEY");
    const listen = "{ port: 8445, cert: cert.pem, key: key.pem }";
    const { role, apps } = read(`${CLIENT_APP}clientApp: { clientId: shop, clientSecret: s, listen: ${listen} }`);
    expect(role).toBe("client-app");
    expect(apps?.clientApp).toEqual({
      clientId: "shop",
      clientSecret: "s",
      listen: { host: "127.0.0.1", port: 8445, tls: { cert: "CERT", key: "KEY" } },
    });
  });

  it.each([
    ["without it", CLIENT_APP, "clientApp: is missing; add { clientId: …, clientSecret: …, listen: { port: … } }"],
    ["with clients of its own", `${CLIENT_APP}clients: [${SHOP}]`, "clients: is of an auth app; leave it out"],
    [
      "with half of TLS",
      `${CLIENT_APP}clientApp: { clientId: a, clientSecret: b, listen: { port: 1, cert: cert.pem } }`,
      "clientApp.listen.key: is missing; TLS takes a certificate and its key.",
    ],
    [
      "with a key that is not there",
      `${CLIENT_APP}clientApp: { clientId: a, clientSecret: b, listen: { port: 1, cert: no.pem, key: no.pem } }`,
      "clientApp.listen.cert: cannot be read (ENOENT). Check the path.",
    ],
  ])("is refused %s: key and remedy", (_, content, message) => {
    expect(complaint(content)).toContain(message);
  });
});

describe("the names of cookies", () => {
  it("are the target's, wherever the protocol has its own", () => {
    const { wire, ownWire } = read(`${LEAST}cookieNames: { jwt: acme_jwt }`);
    expect(ownWire).toBe("cookieNames");
    expect(wire["me"]).toMatchObject({
      cookies: { acme_jwt: "{accessToken}", refresh_token: "{refreshToken}" },
      take: { accessToken: [{ cookie: "acme_jwt" }] },
    });
    expect(wire["verifyEmail"]).toBeUndefined();
  });

  it.each([
    [
      "for one that there is not",
      "{ session: a }",
      "cookieNames: there is no cookie session; write jwt, refresh_token.",
    ],
    ["for two at once", "{ jwt: refresh_token }", "cookieNames: two cookies are called refresh_token."],
  ])("are refused %s", (_, names, message) => {
    expect(complaint(`${LEAST}cookieNames: ${names}`)).toBe(message);
  });
});
