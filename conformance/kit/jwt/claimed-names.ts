import { inOtherCase } from "../tokens.ts";
import { claiming, type Forgery, given, goodOf } from "./forgery.ts";
import { nobodyLike } from "./nobody.ts";

const NEEDS = ["signing-key"] as const;
const AND_AN_AUDIENCE = ["signing-key", "declared-audience"] as const;
const ELSEWHERE = "https://authmark.invalid";

/** A name in other case; nothing where it has no letters. */
function inCase(claim: "iss" | "aud", name: string) {
  const other = inOtherCase(name);
  return other === name ? [] : ([[`an ${claim} in other case`, { [claim]: other }]] as const);
}

/** Tokens that the target's own key has signed, and that are to be refused for whom they name. */
export const CLAIMED_NAMES = {
  "another-iss": {
    says: "a JWT that the target's key signed, whose iss is another, longer, in other case, or in a list beside another",
    needs: NEEDS,
    forge(material) {
      const { iss } = goodOf(material).claims;
      return claiming(material, [
        ["another iss", { iss: ELSEWHERE }],
        ["a longer iss", { iss: `${iss}.authmark.invalid` }],
        ["an iss with a slash behind it", { iss: `${iss}/` }],
        ...inCase("iss", String(iss)),
        ["another iss in a list", { iss: [ELSEWHERE, iss] }],
      ]);
    },
  },
  "no-iss": {
    says: "a JWT that the target's key signed, whose iss is missing, null or empty",
    needs: NEEDS,
    forge: (material) =>
      claiming(material, [
        ["no iss", { iss: undefined }],
        ["iss null", { iss: null }],
        ["an empty iss", { iss: "" }],
      ]),
  },
  "another-aud": {
    says: "a JWT that the target's key signed, whose aud is another, longer, shorter, in other case, a list of others, or an empty list",
    needs: AND_AN_AUDIENCE,
    forge(material) {
      const audience = given(material.audience, "the audience");
      return claiming(material, [
        ["another aud", { aud: ELSEWHERE }],
        ["a longer aud", { aud: `${audience}.authmark.invalid` }],
        ["a shorter aud", { aud: audience.slice(0, -1) }],
        ...inCase("aud", audience),
        ["a list of other aud", { aud: [ELSEWHERE, "authmark"] }],
        ["an empty list for aud", { aud: [] }],
      ]);
    },
  },
  "no-aud": {
    says: "a JWT that the target's key signed, whose aud is missing, null or empty",
    needs: AND_AN_AUDIENCE,
    forge: (material) =>
      claiming(material, [
        ["no aud", { aud: undefined }],
        ["aud null", { aud: null }],
        ["an empty aud", { aud: "" }],
      ]),
  },
  "no-sub": {
    says: "a JWT that the target's key signed, whose sub is missing, null or empty",
    needs: NEEDS,
    forge: (material) =>
      claiming(material, [
        ["no sub", { sub: undefined }],
        ["sub null", { sub: null }],
        ["an empty sub", { sub: "" }],
      ]),
  },
  "unknown-sub": {
    says: "a JWT that the target's key signed, whose sub is nobody's",
    needs: NEEDS,
    forge: (material) => claiming(material, [["a sub of nobody", { sub: nobodyLike(goodOf(material).claims["sub"]) }]]),
  },
  "sub-of-another-type": {
    says: "a JWT that the target's key signed, whose sub is true, or a comparison of a query language",
    needs: NEEDS,
    forge: (material) =>
      claiming(material, [
        ["sub true", { sub: true }],
        ["a comparison for sub", { sub: { $ne: null } }],
      ]),
  },
} as const satisfies Record<string, Forgery>;
