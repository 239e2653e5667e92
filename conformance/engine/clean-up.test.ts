import { describe, expect, it } from "vitest";
import { CannotTest, PreparationFailed } from "../model/errors.ts";
import { exchange } from "../testing/exchanges.ts";
import { target } from "../testing/targets.ts";
import { removeAccounts } from "./clean-up.ts";

const made = ["ann", "ben", "cleo"].map((username) => ({ username, password: "x" }));

/** A way to remove accounts that fails for some of them. */
function removing(...failing: readonly string[]) {
  const asked: string[] = [];
  const remove = async ({ username = "" }: Readonly<Record<string, string>>) => {
    asked.push(username);
    if (failing.includes(username)) throw new Error(`there is no ${username}`);
  };
  return { asked, target: target({ hooks: { "remove-account": remove } }) };
}

describe("when a run is over", () => {
  it("every account that it made is removed, and there is nothing to say", async () => {
    const { asked, target } = removing();
    expect(await removeAccounts(target, made)).toEqual([]);
    expect(asked).toEqual(["ann", "ben", "cleo"]);
  });

  it("an account that cannot be removed is noted, and the others are removed all the same", async () => {
    const { asked, target } = removing("ann", "cleo");
    expect(await removeAccounts(target, made)).toEqual([
      "the account ann could not be removed: hooks.remove-account failed: there is no ann",
      "the account cleo could not be removed: hooks.remove-account failed: there is no cleo",
    ]);
    expect(asked).toEqual(["ann", "ben", "cleo"]);
  });

  it.each([
    [1, "it made an account, and hooks.remove-account, which would remove it, is not there: ann"],
    [3, "it made 3 accounts, and hooks.remove-account, which would remove them, is not there: ann, ben, cleo"],
  ])("and nobody said how to remove accounts, %i that are left are named", async (count, note) => {
    expect(await removeAccounts(target(), made.slice(0, count))).toEqual([note]);
  });

  it("and it made none, there is nothing to remove, and nothing to say", async () => {
    const { asked, target: removable } = removing();
    expect(await removeAccounts(removable, [])).toEqual([]);
    expect(await removeAccounts(target(), [])).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("and nobody said how, the protocol itself removes them, and what it does not remove is noted", async () => {
    const removed: string[] = [];
    const own = async ({ username }: { username: string }) => {
      if (username === "ann") throw new CannotTest("the target deletes no accounts");
      if (username === "ben") throw new PreparationFailed("it was not deleted", exchange({ outcome: "refused" }));
      removed.push(username);
    };
    expect(await removeAccounts(target(), made, own)).toEqual([
      "the account ann could not be removed: the target deletes no accounts",
      "the account ben could not be removed: it was not deleted (refused: 200 {})",
    ]);
    expect(removed).toEqual(["cleo"]);
  });

  it("what goes wrong otherwise is the suite's own fault", async () => {
    const own = () => Promise.reject(new TypeError("it is undefined"));
    await expect(removeAccounts(target(), made, own)).rejects.toThrow("it is undefined");
  });
});
