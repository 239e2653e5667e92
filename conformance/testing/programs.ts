import { readFileSync } from "node:fs";

/** Programs for tests, as commands for a shell: servers that listen on the port that they are told, and others. */

/** A command that runs a script of JavaScript in Node. */
export function script(code: string): string {
  return `"${process.execPath}" -e '${code.replaceAll("'", `'\\''`)}'`;
}

/** A server over HTTP; `answer` is the body of a function of `request` and `response`. */
export function httpServer(answer: string): string {
  return script(`
    require("http")
      .createServer((request, response) => { ${answer} })
      .listen(process.env.AUTHMARK_PORT, "127.0.0.1", () => console.log("listening as", process.pid));
  `);
}

/** Whether a process runs; one that has ended and that nobody has asked about yet does not. */
export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
