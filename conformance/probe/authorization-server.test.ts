import { describe, expect, it } from "vitest";
import { clients, settingsIn } from "./authorization-server.ts";

describe("the metadata of an authorization server", () => {
  const at = (path: string) => `http://127.0.0.1:1//realm${path}`;

  it("tells where everything is, below the address that was given", () => {
    const metadata = {
      token_endpoint: at("/token"),
      revocation_endpoint: at("/revoke"),
      userinfo_endpoint: at("/userinfo"),
      introspection_endpoint: at("/introspect"),
      scopes_supported: ["email", "openid", "offline_access"],
    };
    const settings = { token: "/token", revocation: "/revoke", resource: "/userinfo", scope: "openid offline_access" };
    expect(settingsIn(metadata, "http://127.0.0.1:1/realm")).toEqual(settings);
  });

  it("may have introspection alone", () => {
    const metadata = { token_endpoint: at("/token"), introspection_endpoint: at("/introspect") };
    expect(settingsIn(metadata, "http://127.0.0.1:1")).toEqual({
      token: "/realm/token",
      introspection: "/realm/introspect",
    });
  });

  it.each([[undefined], [{}], [{ token_endpoint: "https://elsewhere.example/token" }], [{ token_endpoint: 7 }]])(
    "is not %j",
    (metadata) => expect(settingsIn(metadata, "http://127.0.0.1:1")).toBeUndefined(),
  );
});

it("a client with a secret is tried in Basic and then in the form, and a public one in the form", () => {
  expect(clients({ id: "a", secret: "s" }).map((client) => client?.in)).toEqual(["basic", "form"]);
  expect(clients({ id: "a" })).toEqual([{ id: "a", in: "form" }]);
  expect(clients(undefined)).toEqual([undefined]);
});
