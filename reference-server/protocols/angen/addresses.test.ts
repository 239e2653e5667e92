import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { asking, startAngen } from "../../testing/angen-server.ts";
import { openLines } from "../../testing/line-client.ts";

const open: Awaited<ReturnType<typeof startAngen>>[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

/** What a login comes to with a token that was given to 127.0.0.1. */
async function loginFrom(address: string, change: Parameters<typeof startAngen>[0]): Promise<string | undefined> {
  const server = await startAngen(change);
  open.push(server);
  const { identifier_code } = await asking(await server.open("127.0.0.1")).token();
  return (await asking(await server.open(address)).login(identifier_code))?.name;
}

describe("a token that was given to one address", () => {
  it.each(["127.0.0.1", "127.0.0.2", "127.0.0.11"])("logs in from %s", async (address) => {
    expect(await loginFrom(address, {})).toBe("auth/logged_in");
  });

  it.each([
    ["127.0.0.1", "auth/logged_in"],
    ["127.0.0.2", "system/failure"],
    ["127.0.0.11", "system/failure"],
  ])("comes to this from %s where addresses must persist: %s", async (address, name) => {
    expect(await loginFrom(address, { requireTokensToPersistIp: true })).toBe(name);
  });
});

it("an address is the same where one server sees it as IPv4, and another as IPv6 that it is mapped to", async () => {
  const directory = await mkdtemp(join(tmpdir(), "authmark-"));
  const shared = { store: join(directory, "a.db"), requireTokensToPersistIp: true };
  const four = await startAngen(shared);
  const six = await startAngen({ ...shared, host: "::" });
  open.push(four, six);
  const toSix = `tcp://127.0.0.1:${new URL(six.url).port}`;
  const { identifier_code } = await asking(await four.open("127.0.0.1")).token();
  const login = async (localAddress: string) =>
    (await asking(await openLines(toSix, { localAddress })).login(identifier_code))?.name;
  expect((await six.env.codes.find(identifier_code))?.address).toBe("127.0.0.1");
  expect([await login("127.0.0.1"), await login("127.0.0.2")]).toEqual(["auth/logged_in", "system/failure"]);
  await rm(directory, { recursive: true });
});
