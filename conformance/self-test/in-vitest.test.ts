import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { serve } from "@authmark/reference-server/app";
import { afterAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/files.ts";
import { ACCOUNTS } from "./accounts.ts";
import { CHEAP } from "./kills.ts";
import { hmailMutants } from "./mutants/hmail.ts";

const vitest = join(import.meta.dirname, "../../node_modules/vitest/vitest.mjs");
const adapter = join(import.meta.dirname, "../vitest.ts");
const folder = temporaryFolder();

/** A server whose refresh tokens can be had for an access token, and which says 400 where nothing is. */
const broken = {
  ...hmailMutants["a server that takes an access token for a refresh token"](),
  ...hmailMutants["a server that answers 400 where nothing is"](),
};
const server = await serve({ ...CHEAP, protocols: ["hmail"], port: 0 }, broken);
afterAll(() => server.close());
const url = server.listeners[0]?.url ?? "";

interface Told {
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** Runs vitest, in a process of its own, on a file that has the suite among its tests. */
async function told(target: object, options: object, ...args: string[]) {
  const call = `conformance(${JSON.stringify(target)}, ${JSON.stringify(options)});`;
  folder.write("auth.test.ts", `import { conformance } from ${JSON.stringify(adapter)};\n${call}\n`);
  const results = join(folder.path, "results.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  const child = spawn(process.execPath, [vitest, "run", "--root", folder.path, ...reporters, ...args], {
    env: { ...process.env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const code = new Promise((resolve) => child.once("close", resolve));
  const output = await Promise.all([child.stdout.toArray(), child.stderr.toArray()]);
  const { testResults } = JSON.parse(readFileSync(results, "utf8"));
  const tests: Told[] = testResults[0].assertionResults;
  const of = (id: string) => tests.find(({ title }) => title.startsWith(id));
  return { code: await code, text: output.flat().join(""), tests, of, message: testResults[0].message };
}

const KEPT = "hmail.unknown-refresh-token-is-failure";
const VIOLATED = "hmail.access-token-is-no-refresh-token";
const ADVISED = "hmail.unknown-path-is-404";
const UNTESTED = "hmail.old-tls-is-refused";
const only = [VIOLATED, ADVISED, UNTESTED];
const target = { protocol: "hmail", at: { url }, accounts: ACCOUNTS };

describe("among the tests of a vitest file", { timeout: 120_000 }, () => {
  it("each requirement is one, and the suite runs once", async () => {
    const { code, tests, of, text } = await told(target, { only, seed: 7 });
    expect(code).toBe(1);
    expect(tests.map(({ title, status }) => [title.split(":")[0], status])).toEqual(
      expect.arrayContaining([
        ["can be tested", "passed"],
        [VIOLATED, "failed"],
        [ADVISED, "passed"],
        [UNTESTED, "skipped"],
      ]),
    );
    expect(tests).toHaveLength(4);
    expect(of(VIOLATED)).toMatchObject({
      title: `${VIOLATED}: A server MUST NOT accept an access token where it asks for a refresh token.`,
      failureMessages: [
        expect.stringMatching(/^violation: 1 of 2 checks\n[\s\S]*actual {4}success: 200[\s\S]*npx vitest run -t/),
      ],
    });
    expect(text).toContain("! 1  advisory  hmail.unknown-path-is-404/");
    expect(text.match(/not conformant: 1 violation, /g)).toHaveLength(1);
  });

  it("those that vitest leaves out are not asked", async () => {
    const { code, of, text } = await told(target, { only }, "-t", ADVISED);
    expect(code).toBe(0);
    expect(of(ADVISED)?.status).toBe("passed");
    expect(text).toMatch(/0 of \d+ MUSTs verified, 1 advisory/);
  });

  it("what a run is held to is one more", async () => {
    const baseline = folder.write(
      "known.yaml",
      `- { id: ${VIOLATED}, reason: in May }\n- { id: hmail.nonsense, reason: none }\n`,
    );
    const { of } = await told(target, { only, baseline, minVerified: 70 });
    expect(of(VIOLATED)?.status).toBe("skipped");
    expect(of("is held to its gates")?.failureMessages.join()).toMatch(
      /0 of \d+ MUSTs verified, fewer than --min-verified 70\.\n.*hmail\.nonsense names no check/,
    );
  });

  it("one says that nothing can be tested, and the others do not run", async () => {
    await server.close();
    const { code, tests } = await told(target, { only: [...only, KEPT] });
    expect(code).toBe(1);
    expect(tests.map(({ status }) => status)).toEqual(["failed", "skipped", "skipped", "skipped", "skipped"]);
    expect(tests[0]?.failureMessages.join()).toContain("nothing was verified: ");
  });

  it("a mistake is told before anything runs", async () => {
    const { code, message } = await told(target, { only: ["hmail.nonsense"] });
    expect(code).toBe(1);
    expect(message).toContain("--only hmail.nonsense: no check of hmail matches.");
  });
});
