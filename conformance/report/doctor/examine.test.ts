import { describe, expect, it } from "vitest";
import { exchange, unanswered } from "../../testing/exchanges.ts";
import { saidOf, surveyed } from "../../testing/surveys.ts";
import { plain } from "../style.ts";
import { canBeTested, examine } from "./examine.ts";
import { renderDoctor } from "./render.ts";

it("a target with everything in order has a line for each topic, and nothing else", () => {
  expect(examine(surveyed()).map(({ sign, topic }) => `${sign} ${topic}`)).toEqual([
    "fine address",
    "fine binding",
    "fine accounts",
    "fine clock",
    "fine limits",
  ]);
  expect(canBeTested(surveyed())).toBe(true);
});

describe("the address", () => {
  it("says what is in the way where nothing answers, and then no more is said", () => {
    const silent = unanswered("unreachable", { operation: "login" });
    const notes = ["http://127.0.0.1:1 did not answer: gone (unreachable). Is the server running there?"];
    const account = { username: "alice", password: "x" };
    const accounts = [{ account, exchanges: [silent], failed: silent }];
    const survey = surveyed({ accounts, usable: [], probes: [], notes });
    expect(examine(survey)).toEqual([{ sign: "wrong", topic: "address", text: notes[0] }]);
    expect(canBeTested(survey)).toBe(false);
  });

  it("is known also where there is no account", () => {
    const probes = [unanswered("closed")];
    expect(saidOf("address", surveyed({ accounts: [], usable: [], probes }))).toEqual([
      "wrong: http://127.0.0.1:1 did not answer: gone (closed)",
    ]);
  });

  it("is to be looked at where it is slow", () => {
    expect(saidOf("address", surveyed({ probes: [exchange({ durationMs: 2500 })] }))).toEqual([
      expect.stringMatching(/^look: .* the slowest in 2\.5 s: a test asks about a thousand\./),
    ]);
  });
});

describe("the certificate", () => {
  const YEAR = 365 * 86_400_000;
  const shown = { version: "TLSv1.3", subject: "mail.example", issuer: "Our CA", validUntil: Date.now() + YEAR };
  const said = (otherwise: object, target = {}) =>
    saidOf("TLS", surveyed({ certificate: { ...shown, ...otherwise }, target }));

  it("says by whom it is, and until when", () => {
    expect(said({}, { caFile: "ca.pem" })).toEqual([
      expect.stringMatching(
        /^fine: TLSv1\.3, certificate of mail\.example by Our CA, valid until \d{4}-\d\d-\d\d, trusted by ca\.pem$/,
      ),
    ]);
    expect(said({ issuer: "mail.example" })[0]).toContain("by itself");
  });

  it("is to be looked at where it ends soon", () => {
    expect(said({ validUntil: Date.now() + 86_400_000 })[0]).toMatch(/^look: .*: renew it soon$/);
  });

  it.each([
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "Give the authority that signed it: --ca FILE"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "Give the authority that signed it: --ca FILE"],
    ["CERT_HAS_EXPIRED", "It is out of date: renew it."],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "It is for another name"],
  ])("that is not trusted has a remedy: %s", (problem, remedy) => {
    expect(said({ problem })[0]).toMatch(new RegExp(`^wrong: .* is not trusted \\(${problem}\\)\\. `));
    expect(said({ problem })[0]).toContain(remedy);
  });

  it("has no line where there is none", () => {
    expect(saidOf("TLS", surveyed())).toEqual([]);
  });
});

it("what is shown has no secret in it, and no line breaks or escapes of the target", () => {
  const failed = exchange({ operation: "login", outcome: "failure", said: "401 hunter22-hunter22\n\u001b[2J" });
  const account = { username: "alice", password: "hunter22-hunter22" };
  const survey = surveyed({
    accounts: [{ account, exchanges: [failed], failed }],
    usable: [],
    target: { name: "\u001b[2J" },
  });
  const text = renderDoctor(survey, [{ value: "hunter22-hunter22", label: "password#1" }], plain);
  expect(text).toContain("alice cannot log in: login said failure: 401 password#1 \\u{1b}[2J. Check the name");
  expect(text).not.toContain("hunter22");
  expect(text).toContain("\nit cannot be tested: nobody can log in\n");
});

it("a target that can be tested is told how much of it will be", () => {
  const check = { act: async () => ({}), judge: () => [] };
  const planned = [{ check }, { check, verdict: { kind: "not-tested", need: "second-account", reason: "needs more" } }];
  expect(renderDoctor(surveyed({ planned: planned as never }), [], plain)).toContain(
    "– not tested 1 check: needs more\n\nit can be tested: 1 of 2 checks will run\n",
  );
});
