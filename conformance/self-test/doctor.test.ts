import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Seams, serve } from "@authmark/reference-server/app";
import { defaults } from "@authmark/reference-server/config";
import { describe, expect, it } from "vitest";
import { suiteOf, suites } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { createSecrets } from "../engine/secrets.ts";
import type { ProtocolId } from "../model/requirement.ts";
import type { Target } from "../model/target.ts";
import type { HttpWire } from "../model/wire.ts";
import { canBeTested, examine } from "../report/doctor/examine.ts";
import { transportOf } from "../targets/wires.ts";
import { makeCertificate } from "./certificate.ts";
import { signingOf } from "./signing.ts";
import { type Variant, variantOf, variants } from "./variants.ts";

const CONFIG = { ...defaults, port: 0, log: "silent", argon2: { memory: 8, passes: 1 }, accessTtl: 3, refreshTtl: 6 };

/** Whoever looks only has nothing done to the target. */
const never = () => Promise.reject(new Error("The doctor had something done to the target."));
const HOOKS = { restart: never, "change-password": never, "remove-account": never, "rotate-key": never };

const TLS = "not tested: N checks: needs a target over TLS";
const REMOVAL = "not tested: N checks: needs a way to remove an account (hooks.remove-account in the target file)";
const RESTART = "not tested: N checks: needs a way to restart the target (hooks.restart in the target file)";
const PASSWORDS = "not tested: N checks: needs a way to change a password (hooks.change-password in the target file)";

const ROTATION =
  "not tested: N checks: needs a way to have the target sign with another key (hooks.rotate-key in the target file)";

/** What is not tested where there is no TLS and no hook, in the order of the alphabet. */
const NOT_TESTED: Readonly<Record<ProtocolId, readonly string[]>> = {
  hmail: [TLS, PASSWORDS, REMOVAL, RESTART],
  session: [TLS, REMOVAL, RESTART],
  getnative: [TLS, ROTATION, RESTART],
  angen: [TLS, REMOVAL, RESTART],
  pattmayne: [TLS, REMOVAL, RESTART],
};

/** A client app has no users of its own, and keeps nothing that a restart could lose. */
const notTested = (protocol: ProtocolId, { accounts }: Variant): readonly string[] =>
  accounts.length === 0 ? [TLS] : NOT_TESTED[protocol];

const KEEPS =
  "not tested: N checks: needs a target that takes a token only from the address that it was given to (tokensKeepAddress: true in the target file, perhaps in a profile)";
const ROAMS =
  "not tested: N checks: needs a target that takes a token from any address (in a profile perhaps, without tokensKeepAddress)";

/** What is not tested since the server is started in one of two ways, and is to be started in the other. */
const otherWay = (protocol: ProtocolId, { keepsAddress }: Variant): readonly string[] =>
  protocol === "angen" ? [keepsAddress ? ROAMS : KEEPS] : [];

/** What the doctor has to say, as it is told. */
const told = (lines: Awaited<ReturnType<typeof doctor>>["lines"]) =>
  lines
    .filter(({ sign }) => sign !== "fine")
    .map(({ topic, text }) => `${topic}: ${text.replace(/\d+ checks?/, "N checks")}`)
    .toSorted();

/** How the doctor says that nothing is where the wire says. */
const NOTHING_THERE = {
  http: /^nothing is there: /,
  stream: /^getToken: nowhere\/auth\/get_token at \S+ is an error there: /,
};

/** Every way in which every protocol is served. */
const SERVED = (Object.keys(suites) as ProtocolId[]).flatMap((protocol) =>
  variants[protocol].map((variant) => ({ protocol, name: `${protocol}${variant.name}`, variant })),
);

/** What the doctor says of a reference server, and what that cost. */
async function doctor(
  protocol: ProtocolId,
  transport: "http" | "https",
  otherwise: Partial<Target> = {},
  { role, accounts, refreshLifetime, keepsAddress, tell, target: own }: Variant = variantOf(protocol),
) {
  const certificate = transport === "https" ? await makeCertificate() : undefined;
  const tls = certificate && { cert: certificate.cert, key: certificate.private };
  const requests: string[] = [];
  const request: Seams["request"] = (incoming) => {
    requests.push(`${incoming.method} ${new URL(incoming.url).pathname}`);
    return incoming;
  };
  const signing = signingOf(protocol);
  const folder = mkdtempSync(join(tmpdir(), "authmark-doctor-"));
  const alike = await tell?.({ folder, tls: certificate });
  const config = {
    ...CONFIG,
    log: "silent",
    protocols: [protocol],
    accounts,
    refreshLifetime,
    requireTokensToPersistIp: keepsAddress === true,
    tls,
    ...signing,
    ...alike?.config,
  } as const;
  const server = await serve(config, { request });
  try {
    const target: Target = {
      name: "x",
      protocol,
      url: server.listeners.find((listener) => listener.role === role)?.url ?? "",
      ...(certificate && { ca: certificate.cert, caFile: "ca.pem" }),
      accounts,
      // In lines, nothing tells the time but when tokens expire.
      lifetimes: { leewayMs: 0, ...(transportOf(protocol) === "stream" && { accessMs: CONFIG.accessTtl * 1000 }) },
      ...(signing && { jwt: signing }),
      ...alike?.target,
      ...own,
      ...otherwise,
    };
    const { operations, survey } = suiteOf(target);
    const seen = await survey(target, 60_000, { clock: systemClock, secrets: createSecrets() });
    return { requests, seen, lines: examine({ ...seen, operations, show: (said) => said }) };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

describe.each(SERVED)("the doctor, of the reference server of $name", ({ protocol, variant }) => {
  it("finds everything in order where everything is there", async () => {
    const { lines, seen } = await doctor(protocol, "https", { hooks: HOOKS }, variant);
    // The certificate is made for this run, and ends soon.
    expect(told(lines.filter(({ topic }) => topic !== "TLS"))).toEqual(otherWay(protocol, variant));
    const without = new Set(
      seen.planned.flatMap(({ verdict }) => (verdict?.kind === "not-tested" ? verdict.need : [])),
    );
    expect([...without].filter((need) => !/^tokens-/.test(need))).toEqual([]);
  });

  it("says what will not be tested where there is no TLS and no hook, and nothing else", async () => {
    const { lines } = await doctor(protocol, "http", {}, variant);
    expect(told(lines)).toEqual([...notTested(protocol, variant), ...otherWay(protocol, variant)].toSorted());
  });

  it("says once that nothing is where the wire says", async () => {
    const { lines } = await doctor(protocol, "http", { wire: misplaced(protocol, variant.target) }, variant);
    expect(lines.filter(({ sign }) => sign === "wrong")).toEqual([
      { sign: "wrong", topic: "binding", text: expect.stringMatching(NOTHING_THERE[transportOf(protocol)]) },
    ]);
  });
});

it.each(SERVED.filter(({ protocol }) => transportOf(protocol) === "http"))(
  "the doctor, of the reference server of $name, asks every operation, and not often",
  async ({ protocol, variant }) => {
    const { requests, seen } = await doctor(protocol, "https", { hooks: HOOKS }, variant);
    const operations = Object.values(suiteOf({ protocol, ...variant.target }).operations as HttpWire["operations"]);
    // A path that names something is not asked for with nothing in it.
    const paths = operations.flatMap(({ method, path }) => (path.includes("{") ? [] : [`${method} ${path}`]));
    expect([...new Set(requests)].toSorted()).toEqual([...new Set(paths)].toSorted());
    const ofPolicy = seen.observed.policy ? 16 : 0;
    expect(requests.length).toBeLessThanOrEqual(5 * variant.accounts.length + paths.length + ofPolicy);
  },
);

describe("the doctor, where no account is given", () => {
  it("says that a test makes its own by registration, and makes none itself", async () => {
    const { lines, requests, seen } = await doctor("hmail", "https", { accounts: [], hooks: HOOKS });
    expect(lines.filter(({ sign, topic }) => sign !== "fine" && topic !== "TLS")).toEqual([]);
    expect(lines).toContainEqual(
      expect.objectContaining({
        topic: "accounts",
        text: expect.stringMatching(/^none is given; a test makes its own/),
      }),
    );
    expect(canBeTested(seen)).toBe(true);
    // One request with nothing in it, to see whether it is there.
    expect(requests.filter((each) => each.endsWith("/create_account"))).toHaveLength(1);
  });

  it.each<[string, Partial<Target>]>([
    ["answers 404", { wire: misplaced("hmail") }],
    ["has no such operation, by its file", { without: ["createAccount"] }],
  ])("says so where the target makes none: it %s", async (_, otherwise) => {
    const { lines, seen } = await doctor("hmail", "http", { accounts: [], ...otherwise });
    expect(canBeTested(seen)).toBe(false);
    expect(lines).toContainEqual(
      expect.objectContaining({
        sign: "wrong",
        topic: "accounts",
        text: expect.stringContaining("the target makes none"),
      }),
    );
  });
});

/** The protocol's own wire, but at paths, or with names of commands, where nothing is. */
function misplaced(protocol: ProtocolId, { role }: Pick<Target, "role"> = {}): Target["wire"] {
  const operations = Object.entries(suiteOf({ protocol, ...(role && { role }) }).operations);
  const elsewhere = operations.map(([name, own]) => [
    name,
    "path" in own ? { ...own, path: `/nowhere${own.path}` } : { ...own, name: `nowhere/${own.name}` },
  ]);
  return Object.fromEntries(elsewhere);
}
