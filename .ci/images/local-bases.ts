import { globSync, realpathSync } from "node:fs";
import { makeLocalImage, makeNodeImage } from "../../conformance/self-test/containers/local-image.ts";

/** What images stand on where no registry is at hand: made of what is on this machine. */
export const BASES = { node: "authmark-test/node", postgres: "authmark-test/postgres" } as const;

export function makeBases(): void {
  makeNodeImage(BASES.node);
  makePostgresImage(BASES.postgres);
}

/** As the public image's: a new database is the user's whom the environment names. */
const START = `#!/bin/sh
set -eu
[ -s "$PGDATA/PG_VERSION" ] || {
  printf %s "$POSTGRES_PASSWORD" > /tmp/password
  initdb --no-sync --no-locale --encoding=UTF8 --auth=scram-sha-256 --username="$POSTGRES_USER" --pwfile=/tmp/password
  echo "host all all all scram-sha-256" >> "$PGDATA/pg_hba.conf"
  printf 'CREATE DATABASE "%s";' "$POSTGRES_USER" | postgres --single -j postgres
}
exec postgres -c listen_addresses='*' "$@"
`;

/** Makes an image of Debian's PostgreSQL, with a shell, which initdb needs. */
function makePostgresImage(tag: string): void {
  const [found] = globSync("/usr/lib/postgresql/*/bin").toSorted().toReversed();
  if (found === undefined) throw new Error("This needs Debian's PostgreSQL: apt-get install -y postgresql.");
  const [home, shared] = [found.replace(/\/bin$/, ""), found.replace(/lib(.*)\/bin$/, "share$1")];
  const programs = ["postgres", "initdb", "pg_isready"].map((name) => `${found}/${name}`);
  const libraries = ["plpgsql", "dict_snowball"].map((name) => `${home}/lib/${name}.so`);
  const lines = [
    "FROM scratch",
    "COPY rootfs /",
    "USER 999:999",
    `ENV PATH=${found}:/bin PGDATA=/var/lib/postgresql/data/own TZ=UTC`,
    "STOPSIGNAL SIGINT",
    'ENTRYPOINT ["/bin/start"]',
  ];
  makeLocalImage(tag, lines, ({ put, link, write, folder }) => {
    const shell = realpathSync("/bin/sh");
    put(shell, "/bin/sh");
    for (const each of [...programs, ...libraries, shared, "/usr/share/zoneinfo"]) put(each, each);
    link(shell, ...programs, ...libraries);
    write("/etc/passwd", "postgres:x:999:999::/var/lib/postgresql:/bin/sh\n");
    write("/bin/start", START);
    for (const each of ["/tmp", "/var/lib/postgresql/data", "/var/run/postgresql"]) folder(each);
  });
}
