import { describe, expect, it } from "vitest";
import { ownKeys, publicJwk } from "../../kit/jwt/own-keys.ts";
import { exchange } from "../../testing/exchanges.ts";
import { material } from "../../testing/jwt-material.ts";
import { saidOf, surveyed } from "../../testing/surveys.ts";

const account = { username: "alice", password: "hunter22" };
const signingKey = String(material.signingKey.export({ type: "pkcs8", format: "pem" }));
const another = publicJwk(ownKeys().rsa);

describe("the keys of a target's tokens", () => {
  const said = (
    jwt: object | undefined,
    published?: readonly (typeof another)[],
    accessToken: unknown = material.token,
  ) =>
    saidOf(
      "keys",
      surveyed({
        target: { ...(jwt && { jwt }) },
        accounts: [{ account, exchanges: [exchange({ operation: "login", taken: { accessToken } })] }],
        observed: { clockAheadMs: 0, ...(published && { publicKeys: published }) },
      }),
    );

  it("are in order where the tokens fit them", () => {
    const { publicKey } = material;
    expect(said({ signingKey }, [publicKey])).toEqual(["fine: its tokens fit a key that it publishes and signingKey"]);
    expect(said({ publicKeys: [publicKey] }, [another])).toEqual(["fine: its tokens fit publicKey"]);
    expect(said({ signingKey }, [], `"${material.token}"`)).toEqual(["fine: its tokens fit signingKey"]);
  });

  it("are to be looked at where they are another's, or there are none", () => {
    expect(said({ signingKey: String(ownKeys().rsa.export({ type: "pkcs8", format: "pem" })) })).toEqual([
      expect.stringMatching(
        /^look: signingKey is not the key of the target's own tokens .* the one that it signs with/,
      ),
    ]);
    expect(said(undefined, [another])).toEqual([expect.stringContaining("give the right one as publicKey")]);
    expect(said({ signingKey }, [], "opaque")).toEqual([expect.stringContaining("leave publicKey and signingKey out")]);
  });

  it("have no line where nothing is known of them, or nobody logged in", () => {
    expect(said(undefined)).toEqual([]);
    expect(said({ issuer: "a" }, [])).toEqual([]);
    expect(said({ signingKey }, [], null)).toEqual([]);
  });
});
