import { join } from "node:path";
import { startReference } from "../reference.ts";
import { variantOf } from "../variants.ts";
import { runNode } from "./child.ts";
import { type Figure, median } from "./figure.ts";
import { requestsPerSecond } from "./load.ts";
import { login } from "./login.ts";

const RUNS = 3;
const INSERTS = join(import.meta.dirname, "inserts.ts");

/** How many refreshes the reference server serves with a store in a file, as a part of the inserts that such a store can. */
export async function measureRefreshes(folder: string): Promise<Figure> {
  const store = `sqlite:${join(folder, "reference.sqlite")}`;
  const lifetimes = ["--access-ttl", "3600", "--refresh-ttl", "7200"];
  const reference = await startReference("hmail", "http", variantOf("hmail"), {
    more: ["--store", store, ...lifetimes],
  });
  try {
    const load = {
      url: reference.target.url,
      method: "POST",
      path: "/auth/refresh_access",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ refresh_token: await login(reference) }),
      holds: '{"Success":{"token":',
    } as const;
    const runs: { refreshes: number; inserts: number }[] = [];
    for (let run = 0; run < RUNS; run++) {
      const { stdout } = await runNode(INSERTS, join(folder, `inserts-${run}.sqlite`));
      runs.push({ inserts: Number(stdout), refreshes: await requestsPerSecond(load) });
    }
    const [served, possible] = [median(runs.map((run) => run.refreshes)), median(runs.map((run) => run.inserts))];
    return {
      what: "durable refreshes, against the store's inserts",
      unit: "%",
      runs: runs.map((run) => (100 * run.refreshes) / run.inserts),
      aim: { atLeast: 25 },
      from: `${Math.round(served)} against ${Math.round(possible)} a second`,
    };
  } finally {
    await reference.stop();
  }
}
