import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { refuseUnknownNames } from "../commands/against-suite.ts";
import { checksNamed } from "../commands/gates.ts";
import { temporaryFolder } from "../testing/files.ts";
import { readBaseline } from "./baseline.ts";
import { readTargetFile } from "./target-file.ts";

const folder = temporaryFolder();
const env = { ALICE_PASSWORD: "one", BOB_PASSWORD: "two", CLIENT_SECRET: "three" };
const page = readFileSync(join(import.meta.dirname, "../../docs/bind-your-server.md"), "utf8");
const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, example = ""]) => example);
const HEAD = ["name: Acme", "protocol: session", "at: { url: http://127.0.0.1:3000 }"];

/** The target of an example, or of a part of one behind what every file begins with. */
function read(example: string) {
  const text = example.startsWith("name:") ? example : `${HEAD.join("\n")}\n${example}`;
  const target = readTargetFile(folder.write("acme.yaml", text), env);
  refuseUnknownNames(target);
  return target;
}

describe("the page for who binds a server", () => {
  const baselines = examples.filter((example) => example.startsWith("- "));
  const targets = examples.filter((example) => !example.startsWith("- "));

  it.each(targets.map((example) => [example.split("\n").slice(0, 3).join(" "), example]))(
    "has an example that is a target file: %s",
    (_, example) => {
      expect(read(example).protocol).toBe("session");
    },
  );

  it("has a baseline of what there is", () => {
    const ids = baselines.flatMap((text) => readBaseline(folder.write("known.yaml", text)).map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => checksNamed(id).length === 0)).toEqual([]);
  });

  it.each<[string, string, string]>([
    [
      "{ALICE_PASSWORD}",
      "{NOBODYS_PASSWORD}",
      `accounts.0.password: \${ALICE_PASSWORD} is not set. Set it: ALICE_PASSWORD=… authmark …`,
    ],
    [
      '"{password}"',
      '"{passwort}"',
      "wire.login.{passwort}: there is no such role to send here; write username, password … Did you mean password?",
    ],
    [
      "  logout:",
      "  signout:",
      "wire.signout: there is no such operation here; write login, refresh, logout, session.",
    ],
    [
      "accessToken: /accessToken,",
      "accessToken: token,",
      "wire.login.take.accessToken: a JSON Pointer begins with a slash; for a field or a cookie write { header: … } or { cookie: … }",
    ],
  ])("names messages as they are: with %s as %s", (right, wrong, message) => {
    expect(page).toContain(`\`${message}\``);
    const text = (examples[0] ?? "").replace(right, wrong);
    for (const part of message.replaceAll("ALICE", "NOBODYS").split("…")) expect(() => read(text)).toThrow(part.trim());
  });
});
