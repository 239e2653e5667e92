import { claiming, type Forgery, given, goodOf, rightlySigned } from "./forgery.ts";

const NEEDS = ["signing-key"] as const;
const ELSEWHERE = "https://authmark.invalid";

/** Tokens that the target's own key has signed, and that are to be taken. */
export const GENUINE = {
  "signed-anew": {
    says: "a JWT with a good one's claims, signed anew by the target's key",
    needs: NEEDS,
    forge(material) {
      // Spelt with line breaks, so that it is not the good one, byte for byte.
      const payload = JSON.stringify(goodOf(material).claims, null, 1);
      return [{ how: "signed anew", token: rightlySigned(material, payload) }];
    },
  },
  "aud-in-a-list": {
    says: "a JWT that the target's key signed, whose aud is a list in which the target's own is, alone and behind another",
    needs: [...NEEDS, "declared-audience"],
    forge(material) {
      const audience = given(material.audience, "the audience");
      return claiming(material, [
        ["aud alone in a list", { aud: [audience] }],
        ["aud in a list", { aud: [ELSEWHERE, audience] }],
      ]);
    },
  },
} as const satisfies Record<string, Forgery>;
