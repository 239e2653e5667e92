import type { Ended, Started } from "../../model/start.ts";
import type { Docker } from "./docker.ts";
import { createLog } from "./log.ts";
import { STOPS_WITHIN_MS } from "./process.ts";

/** A container that runs, as it is followed: what it writes, and how it ends. */
export type Followed = Pick<Started, "log" | "ended" | "whenEnded" | "restart"> & {
  /** From now on its end is no surprise. */
  release(): void;
};

/** Follows a container that was started. */
export async function follow({ client }: Docker, id: string, now: () => number): Promise<Followed> {
  const container = client.container.getById(id);
  const log = createLog(now);
  const whenEnded = Promise.withResolvers<Ended>();
  let ended: Ended | undefined;
  let run = 0;

  async function begin(since: number): Promise<void> {
    const own = ++run;
    const output = await client.container.logs(container, { follow: true, stdout: true, stderr: true, since });
    output.on("data", (text: string) => log.take(`${own}`, text));
    // The log ends where Docker breaks it off; that the container is gone shows in its requests.
    output.on("error", () => {});
    const written = new Promise<void>((resolve) => output.once("close", resolve).once("end", resolve));
    container.wait({ condition: "not-running" }).then(
      async ({ StatusCode }: { StatusCode: number }) => {
        if (own !== run) return;
        await Promise.race([written, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
        ended = { at: now(), code: StatusCode };
        whenEnded.resolve(ended);
      },
      // Whoever removes a container while it is waited for ends the waiting so.
      () => {},
    );
  }

  await begin(0);
  return {
    log: log.lines,
    ended: () => ended,
    whenEnded: whenEnded.promise,
    release: () => void run++,
    async restart() {
      run++;
      await client.container.stop(container, { timeout: STOPS_WITHIN_MS });
      const since = Date.now() / 1000;
      await client.container.start(container);
      await begin(since);
    },
  };
}
