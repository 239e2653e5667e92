import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ProtocolId } from "../model/requirement.ts";
import { assemble } from "../report/assemble.ts";
import { renderConsole } from "../report/console.ts";
import { FORMATS } from "../report/formats.ts";
import { plain } from "../report/style.ts";
import { ACCOUNTS, OPERATOR } from "./accounts.ts";
import { type TestedMutant, testMutant } from "./kills.ts";
import type { Broken } from "./mutants/broken.ts";
import { brokenServers } from "./mutants/protocols.ts";
import { renamed } from "./mutants/session-parts.ts";

const HEAD = {
  version: "0.0.0",
  spec: "0.0.0",
  seed: 1,
  maxWaitMs: 60_000,
  interrupted: false,
  startedAt: 0,
  durationMs: 0,
};

/** How the tokens of each protocol are found in what a server says. */
const TOKENS: Readonly<Record<ProtocolId, RegExp>> = {
  hmail: /([A-Za-z0-9+/]{300,}={0,2})/g,
  session: /_token(?:":"|=)([\w-]{43}|r:[\da-f]{32})/g,
  getnative: /(eyJ[\w-]+\.[\w-]+\.[\w-]+)/g,
  angen: /_code":"([^"]+)"/g,
  pattmayne: /(eyJ[\w-]+\.[\w-]+\.[\w-]+)|(?:_token(?:":"|=)|code=|state=|token:\s+|_secret":")([\w-]{43})/g,
};

/** What the suite makes long by repeating one character, and a server repeats, is no token. */
const isPadding = (text: string) => new Set(text).size < 5;

/** The broken server, and every token that it issues, gathered without the suite's help. */
function overheard(protocol: ProtocolId, mutant: Broken): { broken: Broken; tokens: string[] } {
  const tokens: string[] = [];
  const note = (said: string) => {
    for (const [, jwt, token = jwt ?? ""] of said.matchAll(TOKENS[protocol])) if (!isPadding(token)) tokens.push(token);
  };
  const listen = async (response: Response) => {
    note([await response.clone().text(), ...response.headers.values()].join("\n"));
    return response;
  };
  const respond: Broken["respond"] = async (response, request) =>
    listen(mutant.respond ? await mutant.respond(response, request) : response);
  const converse: NonNullable<Broken["converse"]> = (good, env) => {
    const begin = mutant.converse?.(good, env) ?? good;
    return (wire) => {
      const send = (text: string) => {
        note(text);
        return wire.send(text);
      };
      return begin({ ...wire, send });
    };
  };
  // What a server tells nobody who asks it, or in another way.
  const env: NonNullable<Broken["env"]> = (good) => {
    const { mailer, passwords, clientIdentity } = good;
    const { clientSecret, jwtSecret } = clientIdentity;
    note(JSON.stringify({ client_secret: clientSecret, jwt_secret: jwtSecret.toString("latin1") }));
    const overheardParts = {
      mailer: {
        send(message: Parameters<typeof mailer.send>[0]) {
          note(message.text);
          return mailer.send(message);
        },
      },
      passwords: {
        ...passwords,
        hash(secret: string) {
          note(JSON.stringify({ client_secret: secret }));
          return passwords.hash(secret);
        },
      },
    };
    return mutant.env?.({ ...good, ...overheardParts }) ?? { ...good, ...overheardParts };
  };
  return { broken: { ...mutant, env, respond, converse }, tokens };
}

/** A server whose tokens stand under a prefix: they are no base64 and no hex, and look like nothing that is masked. */
const prefixed = () => renamed((token) => `r:${createHash("md5").update(token).digest("hex")}`);

/** Each of these gives away so much of a token that the rest could be tried. */
const LONGEST_SHARED = 12;

/** Runs of a token's characters as they are, backwards and in other case. */
function runs(token: string): string[] {
  const backwards = token.split("").reverse().join("");
  return [token, backwards, token.toUpperCase(), token.toLowerCase()].flatMap((text) =>
    Array.from({ length: text.length - LONGEST_SHARED + 1 }, (_, at) => text.slice(at, at + LONGEST_SHARED)),
  );
}

/** What a text gives away of tokens. */
function sharedRuns(text: string, tokens: readonly string[]): string[] {
  const telling = new Set([...new Set(tokens)].flatMap(runs));
  const shared: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const run = text.slice(at, at + LONGEST_SHARED);
    if (telling.has(run)) shared.push(run);
  }
  return shared;
}

async function render(result: TestedMutant): Promise<[format: string, text: string][]> {
  const report = assemble([result], result.secrets, HEAD);
  const rendered = Object.entries(FORMATS).map(
    async ([format, load]) => [format, (await load())(report)] as [string, string],
  );
  return [...(await Promise.all(rendered)), ["console", renderConsole(report, plain)]];
}

/** The ways in which a secret could have been written down. */
function writings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, json, encodeURIComponent(secret), Buffer.from(secret).toString("base64").replace(/=+$/, "")];
}

/** What so many secrets are looked for by: thousands of them, each in megabytes, would take minutes one by one. */
const BEGINNING = 10;

/** The secrets that stand in a text, in one of the ways in which they could have been written down. */
function leaks(text: string, secrets: readonly string[]): string[] {
  const byBeginning = new Map<string, [writing: string, secret: string][]>();
  for (const secret of secrets)
    for (const writing of new Set(writings(secret))) {
      const beginning = writing.slice(0, BEGINNING);
      byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), [writing, secret]]);
    }
  const leaked = new Set<string>();
  for (let at = 0; at < text.length; at++)
    for (const [writing, secret] of byBeginning.get(text.slice(at, at + BEGINNING)) ?? [])
      if (text.startsWith(writing, at)) leaked.add(secret);
  return [...leaked];
}

const PREFIXED = "a server whose tokens are hex under a prefix";

const OF_EVERY_PROTOCOL = [
  "a server that repeats what it refuses",
  "a server that repeats a token that it refuses",
  "a server that takes a token from the query",
  "a server that takes a token under any scheme",
  "a server that trims passwords",
  "a server that fails on a long password",
];
const TALKATIVE: Readonly<Record<ProtocolId, readonly string[]>> = {
  hmail: [...OF_EVERY_PROTOCOL, "a server that compares the first half of a refresh token"],
  session: [
    ...OF_EVERY_PROTOCOL,
    PREFIXED,
    "a server that compares the first half of a refresh token",
    "a server that takes a list for the refresh token in it",
    "a server that shares its cookies with other hosts",
    "a server that answers for the user of the refresh cookie",
  ],
  getnative: [
    ...OF_EVERY_PROTOCOL,
    "a server that puts a token in quotes",
    "a server that decodes tokens and does not verify them",
    "a server that takes HS256 with its public key in PEM",
    "a server that sends a token that it refuses back",
    "a server that publishes its private key",
  ],
  angen: [
    "a server that repeats a password that it refuses",
    "a server that repeats an identifier code that it refuses",
    "a server that repeats the codes that it does not renew",
    "a server that repeats a line that it cannot read",
    "a server that quotes where JSON ends",
    "a server that trims passwords",
  ],
  pattmayne: [
    "a server that repeats what it refuses",
    "a server that repeats a token that it refuses",
    "a server that takes a token from the query",
    "a server that trims passwords",
    "a server that fails on a long password",
    "a client app that begins a login with its secret",
    "a client app that goes on with the query of the callback",
    "a client app that hands its token on in a fragment",
    "a client app that names its secret in a URL",
    "a client app that repeats a token that it refuses",
    "a client app that tells what it signs with",
  ],
};

describe.each(Object.entries(TALKATIVE) as [ProtocolId, readonly string[]][])(
  "no secret leaves a run of %s",
  (protocol, names) => {
    it.each(names)("against %s", async (name) => {
      const mutant = name === PREFIXED ? prefixed : brokenServers[protocol].mutants[name];
      if (!mutant) throw new Error("There is no such broken server.");
      const { broken, tokens } = overheard(protocol, mutant());
      const result = await testMutant(protocol, broken);
      const secrets = [...new Set(tokens), ...[...ACCOUNTS, OPERATOR].map(({ password }) => password)];
      expect(secrets.length).toBeGreaterThan(20);
      expect(Math.min(...secrets.map(({ length }) => length))).toBeGreaterThanOrEqual(BEGINNING);
      for (const [format, text] of await render(result)) {
        expect(leaks(text, secrets), format).toEqual([]);
        // What is made of tokens stands in the fullest format as in all others.
        if (name === PREFIXED && format === "json") expect(sharedRuns(text, tokens)).toEqual([]);
      }
    });
  },
);
