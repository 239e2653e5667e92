import { type Forged, type Forgery, goodOf, type Material } from "./forgery.ts";
import { compact, part } from "./jws.ts";

const NONES = ["none", "None", "NONE", "nOnE", "none "] as const;

/** The good claims under a header of which no signature is right: with none, and with the good one. */
function under(material: Material, header: object | string, how: string): readonly Forged[] {
  const { payload, signature } = goodOf(material);
  const text = part(header);
  return [
    { token: compact({ header: text, payload, signature: "" }), how },
    { token: compact({ header: text, payload, signature }), how: `${how} with its signature` },
  ];
}

/** A header as JSON text in which `alg` is there twice. */
function twice(material: Material, first: string, second: string): string {
  const { alg: _, ...others } = goodOf(material).headers;
  const rest = Object.entries(others).map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return `{"alg":"${first}"${rest.join("")},"alg":"${second}"}`;
}

/** Tokens that nobody signed. */
export const UNSIGNED = {
  "alg-none": {
    says: "a good JWT's claims under alg none, in four capitalisations and with a blank behind it, without a signature and with the good one",
    needs: [],
    forge(material) {
      const { headers } = goodOf(material);
      return NONES.flatMap((alg) => under(material, { ...headers, alg }, `alg ${alg}`));
    },
  },
  "no-alg": {
    says: "a good JWT's claims under a header whose alg is missing, empty, null, a list, unknown or in lower case",
    needs: [],
    forge(material) {
      const { alg, ...others } = goodOf(material).headers;
      return [
        ...under(material, others, "no alg"),
        ...under(material, { ...others, alg: "" }, "an empty alg"),
        ...under(material, { ...others, alg: null }, "alg null"),
        ...under(material, { ...others, alg: ["none"] }, "a list for alg"),
        ...under(material, { ...others, alg: "XS256" }, "an unknown alg"),
        ...under(material, { ...others, alg: String(alg).toLowerCase() }, "alg in lower case"),
      ];
    },
  },
  "alg-twice": {
    says: "a good JWT's claims under a header that says alg twice, once none",
    needs: [],
    forge(material) {
      const alg = String(goodOf(material).headers["alg"]);
      return [
        ...under(material, twice(material, alg, "none"), "alg none behind the good one"),
        ...under(material, twice(material, "none", alg), "alg none before the good one"),
      ];
    },
  },
} as const satisfies Record<string, Forgery>;
