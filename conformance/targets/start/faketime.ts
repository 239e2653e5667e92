import { chmodSync, copyFileSync, existsSync, globSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LentClock } from "./starter.ts";

/** A clock of the suite's own that a program shows which is started with it. */
export interface Lender {
  readonly clock: LentClock;
  /** Has the program's clock be so many milliseconds ahead. */
  set(aheadMs: number): void;
  close(): void;
}

/** Where Debian, Fedora, Arch and the source put the library; a row each. */
const PLACES = [
  "/usr/lib/*/faketime/libfaketime.so.1",
  "/usr/lib64/faketime/libfaketime.so.1",
  "/usr/lib/faketime/libfaketime.so.1",
  "/usr/local/lib/faketime/libfaketime.so.1",
];

/** In a container, where the folder with the library and the offset is seen. */
const INSIDE = "/run/authmark-clock";

/** The library that shows a program another time; undefined where it is not installed. */
export function findFaketime(): string | undefined {
  return PLACES.flatMap((place) => globSync(place)).find((file) => existsSync(file));
}

/** Makes a clock for one program. The program reads the offset anew each time that it asks for the time. */
export function lendClock(library: string): Lender {
  const folder = mkdtempSync(join(tmpdir(), "authmark-clock-"));
  // A container may not run as whoever runs the suite.
  chmodSync(folder, 0o755);
  copyFileSync(library, join(folder, "libfaketime.so.1"));
  const set = (aheadMs: number) => {
    // Never half written: a program may look at any moment.
    writeFileSync(join(folder, "next"), `+${aheadMs / 1000}\n`, { mode: 0o644 });
    renameSync(join(folder, "next"), join(folder, "offset"));
  };
  set(0);
  return {
    clock: {
      env: settings(folder),
      mount: { source: folder, target: INSIDE, env: settings(INSIDE) },
    },
    set,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Timers go on as they are, and so do the times of files: only what is asked for the time of day is told another. */
function settings(folder: string): Record<string, string> {
  return {
    LD_PRELOAD: join(folder, "libfaketime.so.1"),
    FAKETIME_TIMESTAMP_FILE: join(folder, "offset"),
    FAKETIME_NO_CACHE: "1",
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    FAKETIME_DISABLE_SHM: "1",
    NO_FAKE_STAT: "1",
  };
}
