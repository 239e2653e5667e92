import { execFileSync } from "node:child_process";
import { copyFileSync, globSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createElsewhere, end, firstLineOf } from "./elsewhere.ts";

const repository = join(import.meta.dirname, "../..");
const { version, devDependencies } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
const tarball = (name: string) => join(repository, "dist", `${name}-${version}.tgz`);

const elsewhere = createElsewhere(repository);
afterAll(elsewhere.remove);
const install = (...what: string[]) =>
  elsewhere.run("npm", "install", "--no-audit", "--no-fund", "--prefer-offline", ...what);
const installed = (pattern: string) => globSync(pattern, { cwd: join(elsewhere.folder, "node_modules") });

/** A leftover of an earlier time, which packing has to clear away. */
const STALE = join(repository, "dist/authmark/catalogue/stale.js");

// The tests run in this order: each needs what those before it installed.
beforeAll(() => {
  mkdirSync(STALE, { recursive: true });
  execFileSync("npm", ["run", "-s", "pack"], { cwd: repository, stdio: ["ignore", "ignore", "inherit"] });
  elsewhere.write("package.json", JSON.stringify({ private: true, type: "module" }));
});

describe("authmark", () => {
  it("is light: it brings few packages, for cookies and mail half of them, and less than 25 MB", async () => {
    expect(await install(tarball("authmark-protocols"), tarball("authmark"))).toMatchObject({ code: 0 });
    const packages = installed("{*,@*/*}/package.json").map((file) => file.replace(/.package\.json$/, ""));
    const [forCookies, forMail] = [
      ["tldts", "tldts-core", "tough-cookie"],
      ["nodemailer", "postal-mime", "punycode.js", "smtp-server"],
    ];
    const others = ["@authmark/protocols", "authmark", "commander", "undici", "yaml", "zod"];
    expect(packages.toSorted()).toEqual([...others, ...forCookies, ...forMail].toSorted());
    const files = installed("**/*").map((file) => statSync(join(elsewhere.folder, "node_modules", file)));
    expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(25_000_000);
  });

  it("loads commander alone to say how it is used", async () => {
    elsewhere.write("loaded.js", LOADED);
    const program = join(elsewhere.folder, "node_modules/authmark/main.js");
    const { code, stderr } = await elsewhere.run("node", "--import", "./loaded.js", program, "--help");
    const packages = stderr
      .trim()
      .split("\n")
      .map((url) => url.replace(/^.*\/node_modules\/([^/]+)\/.*$/, "$1"));
    expect(code).toBe(0);
    expect([...new Set(packages)].toSorted()).toEqual(["authmark", "commander"]);
  });

  it("says how it is used", async () => {
    const ended = await elsewhere.run("npx", "authmark", "--help");
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining("Usage: authmark") });
  });
});

describe("all packages together", () => {
  beforeAll(async () => {
    const types = ["typescript", "@types/node", "vitest"].map((name) => `${name}@${devDependencies[name]}`);
    expect(await install(tarball("authmark-reference-server"), ...types)).toMatchObject({ code: 0 });
  });

  it("hold JavaScript, its declarations, data, and nothing that is for the repository alone", () => {
    const own = "{authmark,@authmark/*}";
    expect(installed(`${own}/**/*.ts`).filter((file) => !file.endsWith(".d.ts"))).toEqual([]);
    expect(installed(`${own}/**/{self-test,testing,stale.js,*.test.*}`)).toEqual([]);
    expect(installed(`${own}/{LICENSE,README.md,package.json}`)).toHaveLength(9);
    expect(installed("authmark/faults/*.kills.json")).not.toEqual([]);
    expect(installed("@authmark/protocols/*/{*.openapi.yaml,json-schema/Problem.json}")).not.toEqual([]);
  });

  it("hold a suite that finds the server conformant", async () => {
    elsewhere.write("accounts.json", JSON.stringify(ACCOUNTS));
    const server = elsewhere.start("npx", "authmark-reference", "hmail", ...SERVED);
    try {
      const { url } = JSON.parse(await firstLineOf(server)).listeners[0];
      const accounts = ACCOUNTS.flatMap(({ username, password }) => ["--account", `${username}:${password}`]);
      const ended = await elsewhere.run("npx", "authmark", "test", "--protocol", "hmail", "--url", url, ...accounts);
      expect(ended.stdout).toMatch(/^conformant: \d+ of \d+ MUSTs verified/m);
      expect(ended.code).toBe(0);
      expect(ended.code).toBe(0);
    } finally {
      await end(server);
    }
  });

  it("have types, which compile where nothing is skipped", async () => {
    for (const name of ["types.ts", "program.ts"]) {
      copyFileSync(join(import.meta.dirname, "consumer", name), join(elsewhere.folder, name));
    }
    copyFileSync(join(repository, "docs/examples/vitest/auth.test.ts"), join(elsewhere.folder, "auth.test.ts"));
    elsewhere.write("tsconfig.json", JSON.stringify(TSCONFIG));
    expect(await elsewhere.run("npx", "tsc")).toMatchObject({ code: 0, stdout: "" });
  });

  it("hold a suite that runs among the tests of someone else, as the example says", async () => {
    const ended = await elsewhere.run("npx", "vitest", "run", "--reporter=verbose", "auth.test.ts");
    const stdout = stripVTControlCharacters(ended.stdout);
    expect(stdout).toMatch(/^conformant: \d+ of \d+ MUSTs verified/m);
    expect(stdout).toContain("✓ auth.test.ts > my server (hmail) > hmail.access-token-is-no-refresh-token: A server");
    expect(stdout).toContain("[not tested: needs a target over TLS");
    expect(ended.code).toBe(0);
  });

  it("can be used by a program", async () => {
    const ended = await elsewhere.run("node", "program.ts");
    expect(ended).toMatchObject({ code: 0, stdout: '{"answered":"Failure","sameRequirements":true}\n' });
  });
});

/** Two accounts or more, one with a long password, let everything be tested. */
const ACCOUNTS = [
  { username: "alice", password: `through the looking-glass ${"and on ".repeat(20)}` },
  { username: "bob.builder", password: "Can we fix it? Yes, we can!" },
];
const SERVED = [
  ...["--port", "0", "--log", "warn", "--argon2-memory", "64", "--argon2-passes", "1", "--rate-limit", "off"],
  ...["--pow-bits", "512", "--pow-requirement", "200"],
  ...["--access-ttl", "3", "--refresh-ttl", "5", "--accounts", "accounts.json"],
];

/** Prints the files that Node loads after this one. */
const LOADED = `
  import { registerHooks } from "node:module";
  registerHooks({
    load(url, context, next) {
      if (!url.startsWith("node:")) console.error(url);
      return next(url, context);
    },
  });
`;
const TSCONFIG = {
  compilerOptions: {
    target: "esnext",
    module: "nodenext",
    types: ["node"],
    strict: true,
    skipLibCheck: false,
    noEmit: true,
    resolveJsonModule: true,
  },
  include: ["*.ts"],
};
