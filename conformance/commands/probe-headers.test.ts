import { describe, expect, it } from "vitest";
import { parseHeaders, variablesOf } from "./probe-headers.ts";

const environment = { APP: "app-one" };

describe("the fields of --header", () => {
  it.each([
    ["X-App-Id: one", { "x-app-id": { value: "one", written: "one" } }, {}],
    [`x-app-id: \${APP}`, { "x-app-id": { value: "app-one", written: `\${APP}` } }, { APP: "app-one" }],
    ["X-Api-Key:k1", { "x-api-key": { value: "k1", written: `\${AUTHMARK_X_API_KEY}` } }, { AUTHMARK_X_API_KEY: "k1" }],
  ])("are sent as they are, and written without a secret: %s", (text, headers, variables) => {
    expect(parseHeaders([text], environment)).toEqual(headers);
    expect(variablesOf(headers, environment)).toEqual(variables);
  });

  it.each([
    ["x-app-id", "--header: write 'NAME: VALUE'"],
    ["x app: one", "--header: write 'NAME: VALUE'"],
    ["Host: other", "--header host: each request has its own. Leave it out."],
    ["x-app-id: {one}", "--header x-app-id: a target file takes braces for a role."],
    [`x-app-id: \${NONE}`, `\${NONE} is not set. Set it: NONE=… authmark …`],
    ["x-app-id: ☂", "--header x-app-id: its value has characters that cannot be written there."],
  ])("are refused where they cannot be sent or written: %s", (text, message) => {
    expect(() => parseHeaders([text], environment)).toThrow(message);
  });
});
