import { expect, it } from "vitest";
import { exposedPort } from "./exposed-port.ts";

const start = { as: "--image", what: "acme/auth" };

it("the one port that an image exposes is the one that is tested", () => {
  expect(exposedPort(start, { "8080/tcp": {}, "53/udp": {} })).toBe(8080);
});

it.each<[string, Record<string, object> | undefined, string]>([
  ["no port", undefined, "--image: acme/auth exposes no port. Say on which one it listens: --port N, or at.port"],
  ["several", { "80/tcp": {}, "81/tcp": {} }, "--image: acme/auth exposes several ports, 80/tcp, 81/tcp. Say on which"],
])("an image that exposes %s needs to be told which it is", (_, exposed, message) => {
  expect(() => exposedPort(start, exposed)).toThrow(message);
});
