import { CannotTest } from "../../model/errors.ts";
import { type Forgery, given, goodOf, underHeader } from "./forgery.ts";
import type { Algorithm } from "./jws.ts";

/** What an RSA key signs by as well. */
const OF_RSA = ["PS256", "RS256", "RS384", "RS512"] as const satisfies readonly Algorithm[];

/** Tokens that the target's own key has signed, by another algorithm than it signs by. */
export const RIGHT_KEY = {
  "another-algorithm-by-the-right-key": {
    says: "a good JWT's claims under PS256, RS256, RS384 and RS512 but the target's own, signed by the target's key",
    needs: ["signing-key"],
    forge(material) {
      const good = goodOf(material);
      const key = given(material.signingKey, "the signing key");
      if (key.asymmetricKeyType !== "rsa") throw new CannotTest("the target's key signs by one algorithm only");
      const others = OF_RSA.filter((alg) => alg !== good.headers["alg"]);
      return others.map((alg) => ({
        token: underHeader(good, { ...good.headers, alg }, alg, key),
        how: `${alg} by the right key`,
      }));
    },
  },
} as const satisfies Record<string, Forgery>;
