import { describe, expect, it } from "vitest";
import type { Exchange } from "../model/exchange.ts";
import type { Verdict } from "../model/verdict.ts";
import { exchange } from "../testing/exchanges.ts";
import { fail, PASS, reportOn, result, runOf } from "../testing/results.ts";

const PASSWORD = "correct horse battery staple";
const TOKEN = "dG9rZW4gb2YgYWxpY2U-".repeat(2);
const SECRETS = {
  "password#1": PASSWORD,
  "password#1, cut": PASSWORD.slice(0, 20),
  "accessToken#12": TOKEN,
  "accessToken#12, one character changed": `X${TOKEN.slice(1)}`,
  "accessToken#3": "another-token-of-another-check",
};
const ACCOUNTS = [{ username: "al.ice\nX=1", password: PASSWORD }];
const URL = "http://127.0.0.1:1/login";
const bearer = (token: string) =>
  exchange({ request: { method: "GET", headers: [["authorization", `Bearer ${token}`]] } });

/** The lines of a check whose finding is about `attempt`. */
function linesOf(exchanges: readonly Exchange[], target = {}, verdict = fail()): readonly string[] | undefined {
  const run = runOf([result("MUST", verdict, exchanges)], { accounts: ACCOUNTS, ...target });
  return reportOn([run], SECRETS).runs[0]?.checks[0]?.byHand;
}

describe("a finding by hand", () => {
  it("is a line for what it is about, behind one for each variable that says where its value comes from", () => {
    const login = exchange({ step: "login", response: { body: JSON.stringify({ token: TOKEN }) } });
    expect(linesOf([login, bearer(TOKEN)])).toEqual([
      "# ACCESS_TOKEN_12: the accessToken in the answer to login",
      `curl -i --http1.1 --path-as-is -H 'authorization: Bearer '"$ACCESS_TOKEN_12" ${URL}`,
    ]);
  });

  it("says of a changed value what was changed", () => {
    const login = exchange({ step: "login", response: { body: TOKEN } });
    expect(linesOf([login, bearer(`X${TOKEN.slice(1)}`)])?.[0]).toBe(
      "# ACCESS_TOKEN_12_ONE_CHARACTER_CHANGED: the accessToken in the answer to login, one character changed",
    );
  });

  it("says so where a value comes from elsewhere in the run", () => {
    expect(linesOf([bearer(SECRETS["accessToken#3"])])?.[0]).toBe("# ACCESS_TOKEN_3: an accessToken of the run");
  });

  it("has the variables that the line above has for passwords, and stays in its lines whatever users are called", () => {
    const attempt = exchange({ request: { body: JSON.stringify({ password: PASSWORD, or: PASSWORD.slice(0, 20) }) } });
    expect(linesOf([attempt])).toEqual([
      "# PASSWORD_AL_ICE_X_1: the password of al.ice X=1; in JSON, as JSON escapes it",
      "# PASSWORD_AL_ICE_X_1_CUT: the password of al.ice X=1, cut; in JSON, as JSON escapes it",
      `curl -i --http1.1 --path-as-is -H 'Content-Type:' --data-binary '{"password":"'"$PASSWORD_AL_ICE_X_1"'","or":"'"$PASSWORD_AL_ICE_X_1_CUT"'"}' ${URL}`,
    ]);
  });

  it("takes for a label only what is one", () => {
    const attempt = exchange({ request: { body: '"alice#12 accessToken#99 password#1"' } });
    expect(linesOf([attempt])?.at(-1)).toContain(`'"alice#12 accessToken#99 '"$PASSWORD_AL_ICE_X_1"'"'`);
  });

  it("has the steps before that yield what is sent, each where it was asked, and no other", () => {
    const step = (name: string, body: string, url: string) =>
      exchange({ step: name, request: { method: "GET", url }, response: { body } });
    const lines = linesOf([
      step("before login", SECRETS["accessToken#3"], "http://127.0.0.1:1/csrf"),
      step("before login (2)", "nothing of it", "http://127.0.0.1:1/other"),
      step("login", TOKEN, "http://127.0.0.1:1/no-step"),
      exchange({ request: { headers: [["x-csrf", SECRETS["accessToken#3"]]], body: TOKEN } }),
    ]);
    expect(lines).toEqual([
      "# ACCESS_TOKEN_12: the accessToken in the answer to login",
      "# ACCESS_TOKEN_3: the accessToken in the answer to before login",
      "curl -i --http1.1 --path-as-is http://127.0.0.1:1/csrf",
      `curl -i --http1.1 --path-as-is -H 'x-csrf: '"$ACCESS_TOKEN_3" -H 'Content-Type:' --data-binary "$ACCESS_TOKEN_12" ${URL}`,
    ]);
  });

  describe("of a race", () => {
    const curl = `curl -i --http1.1 --path-as-is ${URL}`;
    const at = (step: string, startedAt: number, url = URL) =>
      exchange({ step, startedAt, durationMs: 10, request: { method: "GET", url } });
    const rivals = (count: number) =>
      Array.from({ length: count }, (_, index) => at(`try 1, refresh ${index + 1}`, 100));
    const found = (...steps: string[]): Verdict => {
      return { kind: "fail", findings: steps.map((step) => ({ at: step, expected: "failure", actual: "success" })) };
    };

    it("has all that went on at the same time, at the same time", () => {
      const before = at("login", 0);
      expect(linesOf([before, ...rivals(2)], {}, found("try 1, refresh 2"))).toEqual([
        `${curl} &`,
        `${curl} &`,
        "wait",
      ]);
    });

    it("comes before what was looked at afterwards", () => {
      const use = at("try 1, use", 200, `${URL}/me`);
      const other = [at("try 2, refresh 1", 300), at("try 2, refresh 2", 300)];
      expect(linesOf([...rivals(2), use, ...other], {}, found("try 1, use"))).toEqual([
        `${curl} &`,
        `${curl} &`,
        "wait",
        `${curl}/me`,
      ]);
    });

    it("has 8 lines at most, and nothing that only came one after the other", () => {
      expect(linesOf(rivals(12), {}, found("try 1, refresh 12"))?.filter((line) => line !== "wait")).toHaveLength(8);
      expect(linesOf([at("use 1", 0), at("use 2", 10)], {}, found("use 2"))).toEqual([curl]);
    });
  });

  it("shows no secret", () => {
    const attempt = exchange({ request: { url: `${URL}?p=${TOKEN}`, body: PASSWORD, headers: [["x", TOKEN]] } });
    const text = linesOf([attempt])?.join("\n") ?? "";
    expect(Object.values(SECRETS).filter((secret) => text.includes(secret))).toEqual([]);
  });

  it("says why there is none for an exchange that is not shown in full", () => {
    expect(linesOf([exchange({ request: { body: "x ".repeat(3000) } })])).toEqual([
      "# attempt: not by hand, since its body is too long to be shown",
    ]);
  });

  it("has the authority as the shell finds it, beside the target file", () => {
    const tls = { url: "https://127.0.0.1:1", caFile: "./ca.pem" };
    expect(linesOf([exchange()], tls)?.[0]).toContain("--cacert ./ca.pem ");
    expect(linesOf([exchange()], { ...tls, file: "targets/acme.yaml" })?.[0]).toContain("--cacert targets/ca.pem ");
  });

  it("is there for findings alone", () => {
    expect(linesOf([exchange()], {}, PASS)).toBeUndefined();
    expect(linesOf([], {})).toEqual([]);
  });
});
