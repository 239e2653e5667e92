import { expect, it } from "vitest";
import { oneByOne } from "./one-by-one.ts";

it("requests are sent one after the other, and what came back is named by number", async () => {
  const log: string[] = [];
  const send = (name: string) => async () => {
    log.push(`begin ${name}`);
    await new Promise((resolve) => setImmediate(resolve));
    log.push(`end ${name}`);
    return name;
  };
  expect(await oneByOne("odd", [send("a"), send("b")])).toEqual({ "odd 1": "a", "odd 2": "b" });
  expect(log).toEqual(["begin a", "end a", "begin b", "end b"]);
  expect(await oneByOne("odd", [])).toEqual({});
});
