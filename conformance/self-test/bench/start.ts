import { runNode } from "./child.ts";
import { type Figure, median } from "./figure.ts";

const RUNS = 15;

/** How long `authmark --help` takes, against what Node takes to do nothing; one after the other, so that both meet the same noise. */
export async function measureStart(program: string): Promise<Figure> {
  const runs: { help: number; nothing: number }[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { seconds: nothing } = await runNode("-e", "0");
    const { seconds: help } = await runNode(program, "--help");
    runs.push({ help, nothing });
  }
  const [help, nothing] = [median(runs.map((run) => run.help)), median(runs.map((run) => run.nothing))];
  return {
    what: "authmark --help, against node -e 0",
    unit: "×",
    runs: runs.map((run) => run.help / run.nothing),
    aim: { atMost: 2.5 },
    from: `${Math.round(1_000 * help)} ms against ${Math.round(1_000 * nothing)} ms`,
  };
}
