import { type Forgery, goodOf, rightlySigned } from "./forgery.ts";

const NEEDS = ["signing-key"] as const;

/** Tokens that the target's own key has signed, and that are to be refused for how they say they are to be read. */
export const CRITICAL = {
  "claims-of-another-type": {
    says: "a JWS that the target's key signed, whose payload is a list, a text, null or no JSON",
    needs: NEEDS,
    forge(material) {
      const { claims } = goodOf(material);
      // A text that holds the claims is taken for them by some libraries, which forges nothing.
      const texts = [JSON.stringify([claims]), JSON.stringify("claims"), "null", "claims"];
      const names = ["a list", "a text", "null", "no JSON"];
      return texts.map((text, index) => ({
        how: `claims that are ${names[index]}`,
        token: rightlySigned(material, text),
      }));
    },
  },
  "unencoded-payload": {
    says: "a JWS that the target's key signed, whose payload is said to be no base64url: b64 false, which is critical",
    needs: NEEDS,
    forge: (material) => [
      {
        how: "b64 false",
        token: rightlySigned(material, goodOf(material).claims, { b64: false, crit: ["b64"] }),
      },
    ],
  },
  "unknown-crit": {
    says: "a JWT that the target's key signed, with a critical extension that nobody knows, one that is not there, one in no list, and a claim",
    needs: NEEDS,
    forge(material) {
      const { claims } = goodOf(material);
      const name = "authmark-unknown";
      return [
        { how: "an unknown crit", token: rightlySigned(material, claims, { crit: [name], [name]: true }) },
        { how: "a crit that is not there", token: rightlySigned(material, claims, { crit: [name] }) },
        { how: "a crit that is no list", token: rightlySigned(material, claims, { crit: name, [name]: true }) },
        {
          how: "a crit that names a claim",
          token: rightlySigned(material, claims, { crit: ["exp"], exp: claims["exp"] }),
        },
      ];
    },
  },
  "empty-crit": {
    says: "a JWT that the target's key signed, whose crit is an empty list",
    needs: NEEDS,
    forge: (material) => [
      { how: "an empty crit", token: rightlySigned(material, goodOf(material).claims, { crit: [] }) },
    ],
  },
} as const satisfies Record<string, Forgery>;
