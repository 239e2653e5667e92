import type { Seams } from "@authmark/reference-server/app";
import { describe, expect, it } from "vitest";
import { suites } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import type { ProtocolId } from "../model/requirement.ts";
import { ACCOUNTS } from "./accounts.ts";
import { testMutant } from "./kills.ts";

describe.each(Object.keys(suites) as ProtocolId[])("the reference server of %s", (protocol) => {
  it("passes every check, with nothing blocked and nothing not tested", async () => {
    const { results } = await testMutant(protocol, {});
    expect(results.length).toBeGreaterThan(40);
    expect(results.filter(({ verdict }) => verdict.kind !== "pass")).toEqual([]);
  });

  it("logs one account in at most 40 times, asks at most 1,500 requests", async () => {
    let requests = 0;
    let logins = 0;
    const counting: Seams = {
      request: (request) => {
        requests++;
        return request;
      },
      respond: async (response, request) => {
        const isLogin = /authenticate|login/.test(request.url);
        if (isLogin && (await response.clone().text()).includes('"token"')) logins++;
        return response;
      },
    };
    const accounts = ACCOUNTS.slice(0, 1);
    await testMutant(protocol, counting, { clock: systemClock, concurrency: 8, accounts });
    expect(logins).toBeGreaterThan(10);
    expect(logins).toBeLessThanOrEqual(40);
    expect(requests).toBeLessThanOrEqual(1500);
  });
});
