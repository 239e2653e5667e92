import { spawnSync } from "node:child_process";
import { basename, dirname } from "node:path";
import { StartFailed, UsageError } from "../../model/errors.ts";
import type { Start, Started } from "../../model/start.ts";
import { AT_ONCE, type Docker, hostOf, openDocker, reasonOf } from "./docker.ts";
import { environmentOf } from "./environment.ts";
import { follow } from "./followed.ts";
import { freePort } from "./free-port.ts";
import { lastLines } from "./log.ts";
import { projectName } from "./owner.ts";
import { placedAt } from "./place.ts";
import { STOPS_WITHIN_MS } from "./process.ts";
import type { Starter } from "./starter.ts";
import { watchContainers } from "./watch.ts";

let projects = 0;

/** Starts a compose file as a project of its own, and tests one of its services. */
export const startCompose: Starter = async ({ target, start, now }) => {
  const docker = await openDocker(start.as);
  const standalone = isStandalone(start);
  const name = projectName(++projects);
  const plainPort = start.plainPort === undefined ? {} : { plainPort: await freePort() };
  const ports = { port: await freePort(), ...plainPort };
  const project = new docker.library.DockerComposeEnvironment(dirname(start.what), basename(start.what))
    .withProjectName(name)
    .withEnvironment(environmentOf(target, start, ports))
    .withClientOptions(standalone ? { executable: { standalone } } : {})
    .withDefaultWaitStrategy(AT_ONCE);
  const gone = watchContainers();
  try {
    const up = await project.up().catch((error) => {
      throw new UsageError(`${start.as}: docker compose could not bring it up: ${reasonOf(error)}.`);
    });
    const down = async () => {
      await up.down({ timeout: STOPS_WITHIN_MS, removeVolumes: true });
      gone();
    };
    try {
      const { id } = await serviceOf(start, name, docker);
      const host = hostOf(docker);
      const followed = await follow(docker, id, now);
      const at = await published(start, id, docker);
      return {
        url: placedAt(target.url, host, at(start.port)),
        ...(target.plainUrl !== undefined && { plainUrl: placedAt(target.plainUrl, host, at(start.plainPort)) }),
        told: { container: id, project: name },
        ...followed,
        async restart() {
          const before = at(start.port);
          await followed.restart();
          if ((await published(start, id, docker))(start.port) === before) return;
          throw new StartFailed(`${start.as}: its port is another one after a restart. ${FIXED}`);
        },
        async stop() {
          followed.release();
          await down();
        },
      } satisfies Started;
    } catch (error) {
      await down();
      throw error;
    }
  } catch (error) {
    gone();
    throw error;
  }
};

const FIXED = `Publish the port that the suite chooses: ports: ["\${AUTHMARK_PORT}:8080"].`;

/** Whether Docker's compose is a program of its own; it is a plugin nowadays. */
function isStandalone({ as }: Start): boolean {
  const answers = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: "ignore" }).status === 0;
  if (answers("docker", "compose", "version")) return false;
  if (answers("docker-compose", "version")) return true;
  throw new UsageError(`${as}: there is no docker compose here. Install Docker's compose plugin, or docker-compose.`);
}

/** The container of the service that is tested. */
async function serviceOf({ as, service }: Start, project: string, { client }: Docker) {
  const { dockerode } = client.container;
  const filters = { label: [`com.docker.compose.project=${project}`] };
  const all = await dockerode.listContainers({ all: true, filters });
  const named = all.map(({ Id, Labels, Ports }) => ({
    id: Id,
    name: Labels["com.docker.compose.service"] ?? "",
    isPublished: Ports.some(({ PublicPort }) => PublicPort !== undefined),
  }));
  const names = [...new Set(named.map(({ name }) => name))].join(", ");
  const found = named.filter(({ name, isPublished }) => (service === undefined ? isPublished : name === service));
  const [one, ...others] = found;
  if (one && others.length === 0) return one;
  const remedy = `Say which one is tested: at.service in a target file, one of ${names}.`;
  if (service !== undefined) throw new UsageError(`${as}: there is no service ${service}, or it is scaled. ${remedy}`);
  throw new UsageError(`${as}: ${one ? "several services publish a port" : "no service publishes a port"}. ${remedy}`);
}

/** By which ports of this machine those of a container are reached. */
async function published({ as }: Start, id: string, docker: Docker): Promise<(inside: number | undefined) => number> {
  const { State, NetworkSettings } = await docker.client.container.getById(id).inspect();
  if (!State.Running) {
    const followed = await follow(docker, id, Date.now);
    await followed.whenEnded;
    const how = `the container ended with exit code ${State.ExitCode} before it was ready`;
    throw new StartFailed(`${as}: ${how}${lastLines(followed.log())}`);
  }
  const bound = Object.entries(NetworkSettings.Ports).flatMap(([name, bindings]) =>
    bindings?.[0] ? [{ inside: Number.parseInt(name, 10), outside: Number(bindings[0].HostPort) }] : [],
  );
  return (inside) => {
    const found = bound.filter((each) => inside === undefined || each.inside === inside);
    const [one, ...others] = found;
    if (one && others.length === 0) return one.outside;
    const which = inside === undefined ? "it publishes several ports; say which: at.port" : `it publishes no ${inside}`;
    throw new UsageError(`${as}: ${which}. ${FIXED}`);
  };
}
