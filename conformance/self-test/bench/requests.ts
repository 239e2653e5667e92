import { join } from "node:path";
import { startReference } from "../reference.ts";
import { variantOf } from "../variants.ts";
import { serveNode } from "./child.ts";
import { type Figure, median } from "./figure.ts";
import { type Load, requestsPerSecond } from "./load.ts";
import { login, refresh } from "./login.ts";

const RUNS = 5;

/** How many authorized requests the reference server serves, as a part of what a bare server on Node can. */
export async function measureRequests(): Promise<Figure> {
  const more = ["--access-ttl", "3600", "--refresh-ttl", "7200"];
  const reference = await startReference("hmail", "http", variantOf("hmail"), { more });
  const bare = await serveNode(join(import.meta.dirname, "bare-server.ts"));
  try {
    const token = await refresh(reference, await login(reference));
    const load = (url: string): Load => ({
      url,
      method: "GET",
      path: "/auth/check_auth",
      headers: { authorization: `Bearer ${token}` },
      holds: '{"Success":{"username":"alice"}}',
    });
    const runs: { reference: number; bare: number }[] = [];
    for (let run = 0; run < RUNS; run++) {
      runs.push({
        bare: await requestsPerSecond(load(bare.url)),
        reference: await requestsPerSecond(load(reference.target.url)),
      });
    }
    const [served, possible] = [median(runs.map((run) => run.reference)), median(runs.map((run) => run.bare))];
    return {
      what: "authorized requests, against a bare server",
      unit: "%",
      runs: runs.map((run) => (100 * run.reference) / run.bare),
      aim: { atLeast: 25 },
      from: `${Math.round(served)} against ${Math.round(possible)} a second`,
    };
  } finally {
    await Promise.all([reference.stop(), bare.stop()]);
  }
}
