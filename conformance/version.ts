import { readFileSync } from "node:fs";

/** The version of the suite, and of the specification that it was generated from: they are released together. */
export const version: string = JSON.parse(readFileSync(new URL("./package.json", import.meta.url), "utf8")).version;
