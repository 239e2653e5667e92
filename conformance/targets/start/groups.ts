/**
 * Sends a signal to a command and all that it started; nothing happens where all of them are gone.
 *
 * @param pid the command's, which is that of its group as well
 */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
