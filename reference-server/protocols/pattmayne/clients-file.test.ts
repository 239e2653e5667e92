import { describe, expect, it } from "vitest";
import { UsageError } from "../../errors.ts";
import { parseClients } from "./clients-file.ts";

const shop = { client_id: "shop", client_secret: "sixteen letters!", redirect_uri: "https://shop.example/" };
const parse = (content: unknown) => parseClients(JSON.stringify(content), "clients.json");

describe("a clients file", () => {
  it("names clients, their secrets and where users are sent", () => {
    const client = { clientId: "shop", secret: "sixteen letters!", redirectUri: "https://shop.example/" };
    expect(parse([shop])).toEqual([{ ...client, isActive: true }]);
    expect(parse([{ ...shop, is_active: false }])).toEqual([{ ...client, isActive: false }]);
  });

  it.each([
    [{}, /^--clients: clients\.json is wrong at \/; write a JSON array/],
    [[{ ...shop, client_id: "a b" }], /is wrong at \/0\/client_id; A client's name has/],
    [[{ ...shop, client_id: "auth_site" }], /is wrong at \/0\/client_id; This name is the auth app's own\.$/],
    [
      [{ ...shop, client_secret: "hunter22" }],
      /is wrong at \/0\/client_secret; A secret has at least 16 characters\.$/,
    ],
    [[{ ...shop, redirect_uri: "/callback" }], /is wrong at \/0\/redirect_uri; A redirect URI is an absolute one/],
    [[{ ...shop, is_active: "yes" }], /is wrong at \/0\/is_active; write a JSON array/],
    [[shop, shop], /^--clients: clients\.json repeats a client at \/1; give each once$/],
  ])("is refused as %j, with a message that quotes no secret", (content, message) => {
    expect(() => parse(content)).toThrow(UsageError);
    expect(() => parse(content)).toThrow(message);
    expect(() => parse(content)).not.toThrow(/hunter22|sixteen letters/);
  });

  it("that is no JSON is refused", () => {
    expect(() => parseClients("[", "clients.json")).toThrow(/^--clients: clients\.json is not JSON; /);
  });
});
