import { beforeEach, describe, expect, it, vi } from "vitest";
import { target } from "../testing/targets.ts";
import { printPlan } from "./plan.ts";

const write = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
beforeEach(() => write.mockClear());
const OPTIONS = {
  only: ["hmail.unknown-user-takes-as-long-as-a-wrong-password"],
  skip: [],
  seed: 1,
  concurrency: 1,
  maxWaitMs: 0,
};
const alice = { username: "alice", password: "hunter22" };

/** What `--plan` prints of the check of times alone. */
function printed(otherwise: { statistical?: true; accounts?: readonly (typeof alice)[] }): string {
  const { accounts = [alice], ...options } = otherwise;
  printPlan([target({ accounts })], { ...OPTIONS, ...options });
  return write.mock.calls.map(([text]) => String(text)).join("");
}

describe("the plan of the check that measures times", () => {
  it("says that it has to be asked for, and how", () => {
    expect(printed({})).toMatch(/will not run: needs to be asked for: .*\(--timing\): 1 check/);
    expect(printed({})).toContain("0 of 1 check will run, 1 will not");
  });

  it("says that it will run, where it is asked for", () => {
    expect(printed({ statistical: true })).toContain("1 of 1 check will run");
    expect(printed({ statistical: true })).not.toContain("--timing");
  });

  it("says what decides whether there is an account, where none is given", () => {
    expect(printed({ statistical: true, accounts: [] })).toContain("will run only with account creation");
  });
});
