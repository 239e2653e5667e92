import type { GenericContainer, ImageName } from "testcontainers";
import { StartFailed, UsageError } from "../../model/errors.ts";
import type { Start, Started } from "../../model/start.ts";
import { AT_ONCE, type Docker, hostOf, openDocker, reasonOf } from "./docker.ts";
import { environmentOf } from "./environment.ts";
import { exposedPort } from "./exposed-port.ts";
import { type Followed, follow } from "./followed.ts";
import { freePort } from "./free-port.ts";
import { lastLines } from "./log.ts";
import { OWNER_LABEL, owner } from "./owner.ts";
import { placedAt } from "./place.ts";
import { STOPS_WITHIN_MS } from "./process.ts";
import type { Starter } from "./starter.ts";
import { watchContainers } from "./watch.ts";

/** Starts a target from an image, in a container of its own. */
export const startContainer: Starter = async ({ target, start, now, clock }) => {
  const docker = await openDocker(start.as);
  const image = await present(start, docker);
  const port = start.port ?? exposedPort(start, (await docker.client.image.inspect(image)).Config.ExposedPorts);
  const inside = { port, ...(start.plainPort !== undefined && { plainPort: start.plainPort }) };
  const env = { ...environmentOf(target, start, inside), ...clock?.mount.env };
  const mounts = clock ? [{ source: clock.mount.source, target: clock.mount.target, mode: "ro" as const }] : [];
  const gone = watchContainers();
  try {
    const { id, host, at, followed, remove } = await run({ docker, start, inside, env, mounts, now });
    return {
      url: placedAt(target.url, host, at.port),
      ...(target.plainUrl !== undefined &&
        at.plainPort !== undefined && { plainUrl: placedAt(target.plainUrl, host, at.plainPort) }),
      told: { container: id },
      ...followed,
      async stop() {
        followed.release();
        await remove();
        gone();
      },
    } satisfies Started;
  } catch (error) {
    gone();
    throw error;
  }
};

/** An image that is here, pulled if it was not. */
async function present({ what, as }: Start, { library, client }: Docker): Promise<ImageName> {
  try {
    const image = library.ImageName.fromString(what);
    if (!(await client.image.exists(image))) await client.image.pull(image, { force: false, platform: undefined });
    return image;
  } catch (error) {
    throw new UsageError(`${as}: there is no such image here, and it cannot be pulled: ${reasonOf(error)}. Build it.`);
  }
}

interface Ports {
  readonly port: number;
  readonly plainPort?: number;
}

interface RunParts {
  readonly docker: Docker;
  readonly start: Start;
  readonly inside: Ports;
  readonly env: Record<string, string>;
  readonly mounts: Parameters<GenericContainer["withBindMounts"]>[0];
  now(): number;
}

interface Running {
  readonly id: string;
  readonly host: string;
  /** The ports of this machine. */
  readonly at: Ports;
  readonly followed: Followed;
  remove(): Promise<void>;
}

/** So often a port is tried that somebody else may take before Docker does. */
const TRIES = 3;

async function run(parts: RunParts, left = TRIES): Promise<Running> {
  const { docker, start, inside, env, mounts, now } = parts;
  const { library, client } = docker;
  const created = Promise.withResolvers<string>();
  let own: string | undefined;
  class Container extends library.GenericContainer {
    protected override async containerCreated(id: string) {
      own = id;
      created.resolve(id);
    }
  }
  // A port of our own choice stays the same over a restart.
  const at = { port: await freePort(), ...(inside.plainPort !== undefined && { plainPort: await freePort() }) };
  const ports = [{ container: inside.port, host: at.port }];
  if (inside.plainPort !== undefined && at.plainPort !== undefined) {
    ports.push({ container: inside.plainPort, host: at.plainPort });
  }
  const container = new Container(start.what)
    .withEnvironment(env)
    .withExposedPorts(...ports)
    .withLabels({ [OWNER_LABEL]: owner() })
    .withBindMounts(mounts)
    .withWaitStrategy(AT_ONCE);
  if (start.args) container.withCommand([...start.args]);
  const starting = container.start();
  const remove = async () => {
    if (own === undefined) return;
    const created = client.container.getById(own);
    await client.container.stop(created, { timeout: STOPS_WITHIN_MS });
    await client.container.remove(created, { removeVolumes: true });
  };
  try {
    const started = await Promise.race([starting, created.promise.then((id) => endOf(docker, id))]);
    if (typeof started === "number") {
      const followed = await follow(docker, await created.promise, now);
      await followed.whenEnded;
      const how = `the container ended with exit code ${started} before it was ready`;
      throw new StartFailed(`${start.as}: ${how}${lastLines(followed.log())}`);
    }
    return {
      id: started.getId(),
      host: hostOf(docker),
      at,
      followed: await follow(docker, started.getId(), now),
      remove,
    };
  } catch (error) {
    starting.catch(() => {});
    await remove();
    if (error instanceof StartFailed) throw error;
    if (/port is already allocated|address already in use/.test(String(error)) && left > 1) return run(parts, left - 1);
    throw new UsageError(
      `${start.as}: the container does not start: ${reasonOf(error)}. Check the image and its args.`,
    );
  }
}

/** The exit code of a container that ends while it is being started; testcontainers would wait for its ports. */
async function endOf({ client }: Docker, id: string): Promise<number> {
  const { StatusCode } = await client.container.getById(id).wait({ condition: "next-exit" });
  return StatusCode;
}
