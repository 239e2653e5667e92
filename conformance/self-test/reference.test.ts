import { describe, expect, it } from "vitest";
import { suites } from "../catalogue/suites.ts";
import type { ProtocolId } from "../model/requirement.ts";
import { testMutant } from "./kills.ts";

describe.each(Object.keys(suites) as ProtocolId[])("the reference server of %s", (protocol) => {
  it("passes every check, with nothing blocked and nothing not tested", async () => {
    const { results } = await testMutant(protocol, {});
    expect(results.length).toBeGreaterThan(40);
    expect(results.filter(({ verdict }) => verdict.kind !== "pass")).toEqual([]);
  });

  it("is asked at most 1,500 requests, and logged in to at most 40 times", async () => {
    let requests = 0;
    let logins = 0;
    await testMutant(protocol, {
      request: (request) => {
        requests++;
        return request;
      },
      respond: async (response, request) => {
        const loggedIn = /authenticate|login/.test(request.url) && (await response.clone().text()).includes('"token"');
        if (loggedIn) logins++;
        return response;
      },
    });
    expect(logins).toBeGreaterThan(10);
    expect(logins).toBeLessThanOrEqual(40);
    expect(requests).toBeLessThanOrEqual(1500);
  });
});
