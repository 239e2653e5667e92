import { claiming, type Forgery, goodOf, type Material, rightlySigned } from "./forgery.ts";

const NEEDS = ["signing-key"] as const;
const AN_HOUR = 3600;

const secondsOf = (milliseconds: number) => Math.floor(milliseconds / 1000);

/** The JSON text of the good claims without one, and then that one as it is given, as often as it is. */
function spelling(material: Material, name: string, ...values: readonly string[]): string {
  const { [name]: _, ...others } = goodOf(material).claims;
  const members = values.map((value) => `${JSON.stringify(name)}:${value}`);
  return JSON.stringify(others).replace(
    /^\{(?=(.))/,
    (brace, next) => brace + members.join() + (next === "}" ? "" : ","),
  );
}

/** Tokens that the target's own key has signed, and that are to be refused for when they are good. */
export const CLAIMED_TIMES = {
  "no-exp": {
    says: "a JWT that the target's key signed, without exp",
    needs: NEEDS,
    forge: (material) => claiming(material, [["no exp", { exp: undefined }]]),
  },
  "exp-as-text": {
    says: "a JWT that the target's key signed, whose exp is an hour ahead and a text: of seconds, of milliseconds, and of a date",
    needs: NEEDS,
    forge(material) {
      const inAnHour = secondsOf(material.now) + AN_HOUR;
      return claiming(material, [
        ["exp as a text", { exp: String(inAnHour) }],
        ["exp as a text of milliseconds", { exp: String(inAnHour * 1000) }],
        ["exp as a date", { exp: new Date(inAnHour * 1000).toISOString() }],
      ]);
    },
  },
  "exp-of-another-type": {
    says: "a JWT that the target's key signed, whose exp is null, true, a list or an object",
    needs: NEEDS,
    forge(material) {
      const inAnHour = secondsOf(material.now) + AN_HOUR;
      return claiming(material, [
        ["exp null", { exp: null }],
        ["exp true", { exp: true }],
        ["exp in a list", { exp: [inAnHour] }],
        ["exp in an object", { exp: { value: inAnHour } }],
      ]);
    },
  },
  "exp-of-zero": {
    says: "a JWT that the target's key signed, whose exp is 0, below it, and below what most numbers reach",
    needs: NEEDS,
    forge: (material) =>
      ["0", "-1", "-1e400"].map((exp) => ({
        how: `exp ${exp}`,
        token: rightlySigned(material, spelling(material, "exp", exp)),
      })),
  },
  "exp-twice": {
    says: "a JWT that the target's key signed, with two exp, of which the last is over: whoever takes the first is wrong",
    needs: NEEDS,
    forge(material) {
      const [ahead, over] = [AN_HOUR, -AN_HOUR].map((by) => String(secondsOf(material.now - material.leewayMs) + by));
      return [{ how: "two exp", token: rightlySigned(material, spelling(material, "exp", ahead ?? "", over ?? "")) }];
    },
  },
  "exp-that-is-over": {
    says: "a JWT that the target's key signed, whose exp is over by five seconds more than the leeway, and by a day",
    needs: NEEDS,
    forge(material) {
      const over = secondsOf(material.now - material.leewayMs);
      return claiming(material, [
        ["exp over", { exp: over - 5 }],
        ["exp a day over", { exp: over - 24 * AN_HOUR }],
      ]);
    },
  },
  "nbf-ahead": {
    says: "a JWT that the target's key signed, whose nbf is an hour ahead",
    needs: NEEDS,
    forge: (material) =>
      claiming(material, [["nbf ahead", { nbf: secondsOf(material.now + material.leewayMs) + AN_HOUR }]]),
  },
} as const satisfies Record<string, Forgery>;
