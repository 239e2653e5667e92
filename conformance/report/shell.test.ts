import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { isPlain, type Part, passwordVariables, printf, quote, variableName, word } from "./shell.ts";

/** What a shell makes of a command, byte by byte. */
function run(script: string, variables: NodeJS.ProcessEnv = {}): Buffer {
  return execFileSync("/bin/sh", ["-c", script], { env: { PATH: process.env["PATH"], ...variables } });
}

const ODD = [
  "a b",
  "it's",
  'say "hi"',
  "$HOME `id` $(id)",
  "a;b&c|d>e",
  "*",
  "~",
  "a\\b\\\\n",
  "ä😀",
  "!x",
  "%s%%d",
  "-n",
];
const HIDDEN = [
  "line\nbreak\n\n",
  "\u0000",
  "tab\t",
  "\r\n",
  "zero\u200bwidth",
  "\u202ereversed",
  "\u001b[2J",
  "\u007f",
];

describe("a word of parts", () => {
  it.each([...ODD, ""])("is taken by a shell as it is: %j", (text) => {
    const parts: Part[] = [{ text }, { variable: "SECRET" }, { text }];
    expect(run(`printf %s ${word(parts)}`, { SECRET: "$x 'y'" }).toString()).toBe(`${text}$x 'y'${text}`);
    expect(run(`printf %s ${quote(text)}`).toString()).toBe(text);
  });

  it("is one word also where it is empty", () => {
    expect(word([])).toBe("''");
    expect(word([{ text: "" }])).toBe("''");
  });
});

describe("what is written out", () => {
  it.each([...ODD, ...HIDDEN, ""])("has every byte of %j, with a variable in it", (text) => {
    const command = printf([{ text }, { variable: "SECRET" }, { text }], "utf8");
    expect(run(command, { SECRET: "%s\\n" }).toString()).toBe(`${text}%s\\n${text}`);
    expect(isPlain(command)).toBe(true);
  });

  it("has one byte for a character where a field asks for that", () => {
    expect(run(printf([{ text: "ä\u0080ÿ" }], "latin1"))).toEqual(Buffer.from([0xe4, 0x80, 0xff]));
  });

  it("has the replacement for half a character, like everything that is sent", () => {
    expect(run(printf([{ text: "a\ud800" }], "utf8")).toString()).toBe("a\ufffd");
  });
});

it("plain is what hides nothing and stays in its line", () => {
  expect(ODD.filter((text) => !isPlain(text))).toEqual([]);
  expect(HIDDEN.filter(isPlain)).toEqual([]);
});

it.each([
  ["accessToken#2", "ACCESS_TOKEN_2"],
  ["password#1, with more around it", "PASSWORD_1_WITH_MORE_AROUND_IT"],
  [", cut", "_CUT"],
])("%s is the variable %s", (label, variable) => {
  expect(variableName(label)).toBe(variable);
});

it("no two users have the same variable", () => {
  const accounts = ["a.b", "a-b", "a_b", "a_b_2"].map((username) => ({ username, password: "x" }));
  expect([...passwordVariables(accounts).values()]).toEqual([
    "PASSWORD_A_B",
    "PASSWORD_A_B_2",
    "PASSWORD_A_B_3",
    "PASSWORD_A_B_2_2",
  ]);
});
