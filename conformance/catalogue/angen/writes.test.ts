import { describe, expect, it } from "vitest";
import type { Command } from "../../engine/stream-connection.ts";
import { exchange } from "../../testing/exchanges.ts";
import type { Ask, Operation } from "./api.ts";
import type { Users } from "./commands.ts";
import { inTurn, inWrites } from "./writes.ts";

const users: Users = { isRight: () => true, named: (roles) => roles, note: () => {}, changed: () => {} };

/** What notes the commands of each write, and answers each with its id. */
function writer() {
  const writes: (readonly Command<Operation>[])[] = [];
  const askTogether = async (commands: readonly Command<Operation>[]) => {
    writes.push(commands);
    return commands.map(({ variation }) => exchange({ said: String(variation?.messageId) }));
  };
  return { writes, askTogether };
}

const pings = (count: number): Ask[] => Array.from({ length: count }, (_, messageId) => (on) => on.ping({ messageId }));

describe("many commands", () => {
  it("go out a dozen in a write, and each has its own answer", async () => {
    const { writes, askTogether } = writer();
    const answers = await inWrites(askTogether, users)(pings(30));
    expect(writes.map(({ length }) => length)).toEqual([12, 12, 6]);
    expect(answers.map(({ said }) => said)).toEqual(Array.from({ length: 30 }, (_, index) => String(index)));
  });

  it("go out one by one where a write has one command", async () => {
    const { writes, askTogether } = writer();
    const answers = await inWrites(inTurn(askTogether), users)(pings(3));
    expect(writes.map(({ length }) => length)).toEqual([1, 1, 1]);
    expect(answers.map(({ said }) => said)).toEqual(["0", "1", "2"]);
  });

  it("fail with what failed their write", async () => {
    const askTogether = async () => Promise.reject(new Error("no room"));
    await expect(inWrites(askTogether, users)(pings(2))).rejects.toThrow("no room");
  });
});
