import { didYouMean } from "../../kit/nearest.ts";

/** Says that a name is used which is none, and which there are. */
export function complaint(where: string, name: string, what: string, known: readonly string[]): string {
  const choice = known.length > 0 ? `write ${known.join(", ")}` : "leave it out";
  return `${where}: there is no such ${what} here; ${choice}.${didYouMean(name, known)}`;
}
