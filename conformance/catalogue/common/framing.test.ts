import { describe, expect, it } from "vitest";
import type { Variation } from "../../engine/http-caller.ts";
import type { Check } from "../../model/check.ts";
import type { HttpRequest } from "../../model/exchange.ts";
import { exchange, type Otherwise } from "../../testing/exchanges.ts";
import { face } from "../../testing/face.ts";
import { faults, judged } from "../../testing/judging.ts";
import { framing } from "./framing.ts";

const checks = framing(face);
const lengths = checks["conflicting-content-lengths-are-refused"]["shorter-length-behind"];
const noHost = checks["missing-host-is-refused"]["no-host"];
const both = checks["length-beside-transfer-encoding-ends-the-connection"]["chunked-with-a-length"];

const SERVED: Otherwise = { outcome: "success" };
const refused: Otherwise = { outcome: "refused", response: { status: 400 } };
const closed: Otherwise = { outcome: "unanswered", mayClose: true, error: { code: "closed", message: "gone" } };
const unauthorized: Otherwise = { outcome: "unauthorized" };
const stays: Otherwise = { outcome: "success", response: { headers: [["connection", "keep-alive"]] } };

describe("a request that is framed wrongly", () => {
  it.each<[string, Check<never>, Otherwise]>([
    ["lengths that are refused", lengths, refused],
    ["lengths that end the connection", lengths, closed],
    ["no host, refused", noHost, refused],
    ["no host, and the connection ends", noHost, closed],
    ["two framings that are refused", both, refused],
    ["two framings that end the connection at once", both, closed],
    ["two framings, served, and the connection ends", both, { outcome: "success", response: { ended: true } }],
    ["two framings, served, and the end is said", both, { response: { headers: [["Connection", "Close"]] } }],
  ])("may be answered so: %s", (_, check, attempt) => {
    expect(judged(check, { attempt, control: SERVED })).toEqual({ control: [], judge: [] });
  });

  it.each<[string, Check<never>, Otherwise]>([
    ["lengths that are served", lengths, SERVED],
    ["lengths that are taken for a wrong password", lengths, { outcome: "failure" }],
    ["no host, served", noHost, SERVED],
    ["no host, taken for a bad token", noHost, unauthorized],
    ["two framings, served on a connection that stays", both, stays],
    ["two framings, taken for a wrong password", both, { outcome: "failure" }],
  ])("may not be answered so: %s", (_, check, attempt) => {
    expect(faults(check, { attempt, control: SERVED })).toEqual(["attempt"]);
  });

  it.each([
    ["a login", lengths],
    ["a resource", noHost],
  ] as const)("is not judged where the same in order, written as exactly, is not served: %s", (_, check) => {
    for (const control of [refused, closed, unauthorized]) {
      expect(judged(check, { attempt: SERVED, control }).control).toMatchObject([{ at: "control" }]);
    }
  });
});

describe("what goes out", () => {
  const good: HttpRequest = {
    kind: "http",
    method: "POST",
    url: "http://127.0.0.1:1/login",
    headers: [
      ["host", "127.0.0.1:1"],
      ["content-length", "7"],
      ["connection", "close"],
    ],
    body: '{"ä":1}'.slice(0, 6),
  };
  const changed: HttpRequest[] = [];
  const ask = async (_: unknown, __: unknown, { request, mayClose }: Variation = {}) => {
    if (request) changed.push(request(good));
    expect(mayClose ?? false).toBe(request !== undefined);
    return exchange();
  };
  const asking = framing({ ...face, login: ask, whoAmI: ask, access: async () => "token" });
  const session = {
    account: { username: "alice", password: "x" },
    shared: (_: string, make: () => unknown) => make(),
  };

  /** The fields of the one request of a check that is not in order, and its body. */
  async function sent(check: Check<never>) {
    changed.length = 0;
    await check.act(session as never);
    expect(changed).toHaveLength(1);
    const [request = good] = changed;
    return { fields: request.headers.map((field) => field.join(":")), body: request.body };
  }

  it("has two lengths, and the right one of them where the circumstance says", async () => {
    const { "shorter-length-behind": behind, "shorter-length-before": before } =
      asking["conflicting-content-lengths-are-refused"];
    expect((await sent(behind)).fields).toEqual([
      "host:127.0.0.1:1",
      "content-length:7",
      "content-length:6",
      "connection:close",
    ]);
    expect((await sent(before)).fields).toEqual([
      "host:127.0.0.1:1",
      "content-length:6",
      "content-length:7",
      "connection:close",
    ]);
  });

  it("has no host, another one, or the same once more", async () => {
    const hosts = async (check: Check<never>) => (await sent(check)).fields.filter((field) => /^host *:/.test(field));
    expect(await hosts(asking["missing-host-is-refused"]["no-host"])).toEqual([]);
    const { "another-host": another, "same-host-twice": twice } = asking["second-host-is-refused"];
    expect(await hosts(another)).toEqual(["host:127.0.0.1:1", "host:other.example"]);
    expect(await hosts(twice)).toEqual(["host:127.0.0.1:1", "host:127.0.0.1:1"]);
    expect(await hosts(asking["space-before-the-colon-is-refused"]["space-behind-host"])).toEqual([
      "host :127.0.0.1:1",
    ]);
  });

  it("has its body in a chunk, by bytes, and the length of all of it beside", async () => {
    const { fields, body } = await sent(
      asking["length-beside-transfer-encoding-ends-the-connection"]["chunked-with-a-length"],
    );
    expect(body).toBe('7\r\n{"ä":1\r\n0\r\n\r\n');
    expect(fields).toEqual([
      "host:127.0.0.1:1",
      `content-length:${Buffer.byteLength(String(body))}`,
      "transfer-encoding:chunked",
    ]);
  });
});
