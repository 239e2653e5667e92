import { type Seams, serve } from "@authmark/reference-server/app";
import { defaults } from "@authmark/reference-server/config";
import { describe, expect, it } from "vitest";
import { suites } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { createSecrets } from "../engine/secrets.ts";
import type { ProtocolId } from "../model/requirement.ts";
import type { Target } from "../model/target.ts";
import { examine } from "../report/doctor/examine.ts";
import { ACCOUNTS } from "./accounts.ts";

/** What the doctor says of a reference server, and what that cost. */
async function doctor(protocol: ProtocolId, otherwise: Partial<Target> = {}) {
  const config = { protocols: [protocol], port: 0, log: "silent" as const, argon2: { memory: 8, passes: 1 } };
  const requests: string[] = [];
  const request: Seams["request"] = (incoming) => {
    requests.push(`${incoming.method} ${new URL(incoming.url).pathname}`);
    return incoming;
  };
  const server = await serve({ ...defaults, ...config, accounts: ACCOUNTS, accessTtl: 3, refreshTtl: 6 }, { request });
  try {
    const url = server.listeners[0]?.url ?? "";
    const target: Target = {
      name: "x",
      protocol,
      url,
      accounts: ACCOUNTS,
      lifetimes: { leewayMs: 0 },
      wire: {},
      ...otherwise,
    };
    const { operations, survey } = suites[protocol];
    const seen = await survey(target, 60_000, { clock: systemClock, secrets: createSecrets() });
    return { requests, lines: examine({ ...seen, operations, show: (said) => said }) };
  } finally {
    await server.close();
  }
}

describe.each(Object.keys(suites) as ProtocolId[])("the doctor, of the reference server of %s", (protocol) => {
  it("finds everything in order, and asks every operation", async () => {
    const { lines, requests } = await doctor(protocol);
    expect(lines.filter(({ sign }) => sign !== "fine")).toEqual([]);
    const paths = Object.values(suites[protocol].operations).map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(requests)].toSorted()).toEqual([...new Set(paths)].toSorted());
    expect(requests.length).toBeLessThanOrEqual(5 * ACCOUNTS.length + paths.length);
  });

  it("says once that nothing is where the wire says", async () => {
    const { lines } = await doctor(protocol, { wire: misplaced(protocol) });
    expect(lines.filter(({ sign }) => sign === "wrong")).toEqual([
      { sign: "wrong", topic: "binding", text: expect.stringMatching(/^nothing is there: /) },
    ]);
  });
});

/** The protocol's own wire, but at paths where nothing is. */
function misplaced(protocol: ProtocolId): Target["wire"] {
  const operations = Object.entries(suites[protocol].operations);
  return Object.fromEntries(operations.map(([name, own]) => [name, { ...own, path: `/nowhere${own.path}` }]));
}
