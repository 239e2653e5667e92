import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { createSecrets } from "../engine/secrets.ts";
import type { Exchange, StreamRequest, StreamResponse } from "../model/exchange.ts";
import { createRedactor } from "./redact.ts";
import { streamByHand } from "./stream-by-hand.ts";
import { stream } from "./stream-exchange.ts";

const CODE = "Qx7mZ2pL9vR4tK8wYb3nH6/ü";

const request = (otherwise: Partial<StreamRequest> = {}): StreamRequest => {
  const body = JSON.stringify({ name: "auth/login", command: { identifier_code: CODE } });
  const packets = [{ number: 3, bytes: Buffer.byteLength(`${body}\n`) }];
  return { kind: "stream", url: "tcp://127.0.0.1:1", connection: { number: 2 }, body, packets, ...otherwise };
};
const response = (otherwise: Partial<StreamResponse> = {}): StreamResponse => ({
  kind: "stream",
  body: "{}",
  ...otherwise,
});

function shown(own: StreamRequest, answer?: StreamResponse, error?: Exchange["error"]) {
  const secrets = createSecrets();
  secrets.see("identifierCode", CODE);
  const parts = stream.redacted(own, answer, createRedactor(secrets.all(), new Set()));
  return { ...parts, ...(error && { error }), outcome: "quiet", startedAt: "", durationMs: 1 };
}

describe("what a report shows of a command", () => {
  it("is its connection, its packet, its line and the answer", () => {
    const exchange = shown(request({ connection: { number: 2, label: "thief", from: "127.0.0.3" } }), response());
    expect(stream.lines(exchange)).toEqual({
      sent: [
        "tcp://127.0.0.1:1 connection 2 (thief), from 127.0.0.3, packet 3 (80 bytes)",
        '{"name":"auth/login","command":{"identifier_code":"identifierCode#1"}}',
      ],
      received: ["{}"],
    });
  });

  it("is how the line ended, what came unasked, and how the connection ended", () => {
    const answer = response({ pushed: ["welcome"], unterminated: true, ended: "reset" });
    const { sent, received } = stream.lines(shown(request({ end: "\r\n", doing: "ended its sending" }), answer));
    expect(sent.slice(2)).toEqual(['(the line ends in "\\r\\n")', "(ended its sending)"]);
    expect(received).toEqual(["(not asked for) welcome", "{}", "(the line had no end)", "(the connection was reset)"]);
  });

  it("says what nothing came back means", () => {
    expect(stream.lines(shown(request())).received).toEqual(["(quiet)"]);
    const error = { code: "timeout", message: "nothing came back in time" } as const;
    expect(stream.lines(shown(request(), undefined, error)).received).toEqual([
      "no answer: nothing came back in time (timeout)",
    ]);
  });

  it("has no part of a code that was split over packets, however it is escaped", () => {
    const whole = Buffer.from(`${request().body}\n`);
    for (let at = 1; at < whole.length; at++) {
      const packets = [whole.subarray(0, at), whole.subarray(at)].map(({ length }, index) => {
        return { number: index + 1, bytes: length };
      });
      const text = JSON.stringify(shown(request({ packets }), response({ pushed: [JSON.stringify({ echo: CODE })] })));
      expect(text).not.toMatch(/Qx7mZ2|pL9vR4|tK8wYb|b3nH6/);
    }
  });
});

describe("by hand", () => {
  const split = (text: string) =>
    text.split(/(identifierCode#1)/).map((part) => {
      return part === "identifierCode#1" ? { variable: "CODE" } : { text: part };
    });
  const line = (...requests: StreamRequest[]) =>
    streamByHand(
      requests.map((each) => shown(each).request as never),
      split,
      "ca.pem",
    );

  it("the commands of a connection go to nc, those of one packet together", () => {
    const made = line(
      request(),
      request({ body: "one", packets: [{ number: 4, bytes: 8 }] }),
      request({ body: "two", packets: [{ number: 4, bytes: 8 }] }),
    );
    expect(made).toEqual({
      command: `{ printf '{"name":"auth/login","command":{"identifier_code":"%s"}}\\n' "$CODE"; sleep 1; printf 'one\\ntwo\\n'; sleep 1; } | nc -N 127.0.0.1 1`,
    });
    const { command } = made as { command: string };
    const script = command.replaceAll("sleep 1", ":").replace("nc -N 127.0.0.1 1", "cat");
    expect(execFileSync("sh", ["-c", script], { env: { CODE: "x" } }).toString()).toBe(
      '{"name":"auth/login","command":{"identifier_code":"x"}}\none\ntwo\n',
    );
  });

  it("goes to openssl over TLS", () => {
    expect(line(request({ url: "tls://127.0.0.1:1" }))).toMatchObject({
      command: expect.stringContaining("| openssl s_client -quiet -no_ign_eof -CAfile ca.pem -connect 127.0.0.1:1"),
    });
  });

  it("is not to be had where the packets matter", () => {
    const packets = [1, 2].map((number) => ({ number, bytes: 1 }));
    expect(line(request({ packets }))).toEqual({ because: "a shell cannot say what goes into which packet" });
  });
});
