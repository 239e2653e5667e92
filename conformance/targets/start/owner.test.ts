import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { isOrphan, owner, ownerOfProject, projectName } from "./owner.ts";

it("what a process that runs has started is nobody's leftover", () => {
  expect(isOrphan(owner())).toBe(false);
});

it("what a process has started that is gone is a leftover, also where another process has its number", () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  expect(isOrphan(owner(pid))).toBe(true);
  const [machine] = owner().split("-");
  expect(isOrphan(`${machine}-${process.pid}-1`)).toBe(true);
});

it("what another machine has started is left alone, as is what the suite never named", () => {
  expect(isOrphan(owner().replace(/^\w+/, "0123456789ab"))).toBe(false);
  expect(isOrphan("")).toBe(false);
});

it("the owner of a compose project is in its name", () => {
  expect(ownerOfProject(projectName(3))).toBe(owner());
  expect(ownerOfProject("authmark-shop")).toBeUndefined();
});
