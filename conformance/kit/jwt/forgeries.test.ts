import { describe, expect, it } from "vitest";
import { BROKEN, sound, strict, takes } from "../../testing/broken-verifiers.ts";
import { material } from "../../testing/jwt-material.ts";
import { FORGERIES, type ForgeryId, JWT_CIRCUMSTANCES } from "./forgeries.ts";
import type { Forgery } from "./forgery.ts";
import { GENUINE } from "./genuine.ts";
import { LOOSE_SPELLINGS } from "./shapes.ts";

const NOTHING = { type: "text/plain", body: "" };

/** The tokens of a table, a row each, with what the suite offers for them. */
function all<Id extends string>(table: Record<Id, Forgery>) {
  return (Object.entries(table) as [Id, Forgery][]).flatMap(([id, forgery]) =>
    forgery.forge(material).map(({ how, token }) => ({
      id,
      how,
      token,
      offered: forgery.offers?.(material) ?? NOTHING,
    })),
  );
}

it("a sound verifier takes the good token, and another one", async () => {
  expect(await takes(strict, material.token, NOTHING)).toBe(true);
  expect(await takes(strict, material.another, NOTHING)).toBe(true);
});

describe.each(all<ForgeryId>(FORGERIES))("a forgery: $id, $how", ({ id, token, offered }) => {
  it("is refused by a sound verifier, and taken by the broken one that it is made for", async () => {
    expect(await takes(sound, token, offered)).toBe(false);
    expect(await takes(BROKEN[id], token, offered)).toBe(true);
  });

  it("can be sent in a header field of usual size", () => {
    expect(token).toMatch(/^[\t\x20-\x7e]+$/);
    expect(token.length).toBeLessThan(7500);
  });
});

it.each(all(LOOSE_SPELLINGS))(
  "a loose spelling is refused by a strict verifier: $id, $how",
  async ({ token, offered }) => {
    expect(token).not.toBe(material.token);
    expect(Buffer.from(token.split(".")[2] ?? "", "base64url")).toEqual(
      Buffer.from(material.token.split(".")[2] ?? "", "base64url"),
    );
    expect(await takes(strict, token, offered)).toBe(false);
  },
);

it.each(all(GENUINE))("what is to be taken is taken by a sound verifier: $id, $how", async ({ token, offered }) => {
  expect(await takes(sound, token, offered)).toBe(true);
});

describe("the table", () => {
  const tokens = all(FORGERIES);

  it("makes no token twice within a row, calls none as another, and forges none that is good", () => {
    for (const [, row] of Map.groupBy(tokens, ({ id }) => id)) {
      expect(new Set(row.map(({ token }) => token)).size).toBe(row.length);
      expect(new Set(row.map(({ how }) => how)).size).toBe(row.length);
    }
    expect(tokens.map(({ token }) => token)).not.toContain(material.token);
  });

  it("says of each row something else, and that it needs what it uses", () => {
    const texts = Object.values(JWT_CIRCUMSTANCES);
    expect(new Set(texts).size).toBe(texts.length);
    const { signingKey: _, publicKey: _p, url: _u, audience: _a, ...bare } = material;
    const rows = Object.entries<Forgery>({ ...FORGERIES, ...LOOSE_SPELLINGS, ...GENUINE });
    const withoutMore = rows.filter(([, { forge }]) => {
      try {
        return forge(bare).length > 0;
      } catch {
        return false;
      }
    });
    expect(withoutMore).toEqual(rows.filter(([, { needs }]) => needs.length === 0));
  });
});
