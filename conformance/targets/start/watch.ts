import { type ChildProcess, spawn } from "node:child_process";
import { extname, join } from "node:path";
import { owner } from "./owner.ts";
import type { Note } from "./reaper.ts";

let reaper: ChildProcess | undefined;
let containers = 0;

/** Has a process group ended when the suite is gone; returns what calls that off. */
export function watchGroup(pid: number): () => void {
  tell({ began: pid });
  return () => tell({ ended: pid });
}

/** Has the containers of this process removed when the suite is gone; returns what says that one of them is gone. */
export function watchContainers(): () => void {
  if (containers++ === 0) tell({ docker: true });
  let isGone = false;
  return () => {
    if (isGone) return;
    isGone = true;
    if (--containers === 0) tell({ docker: false });
  };
}

/** One for all that this process starts, begun with the first of it. It ends when this process does. */
function tell(note: Note): void {
  reaper ??= begin();
  reaper.stdin?.write(`${JSON.stringify(note)}\n`);
}

function begin(): ChildProcess {
  const file = join(import.meta.dirname, `reaper${extname(import.meta.filename)}`);
  const child = spawn(process.execPath, [file, owner()], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  child.unref();
  // Neither the process nor the pipe to it is to keep this one from its end.
  (child.stdin as unknown as { unref(): void }).unref();
  child.stdin?.on("error", () => {});
  return child;
}
