import { expect, it } from "vitest";
import { argumentsOf } from "./inputs.ts";

const REPORTS = ["--report=json=out/authmark.json", "--report=junit=out/authmark.xml"];

it("the inputs are options, those with several values once for each line", () => {
  const environment = {
    INPUT_TARGET: "acme.yaml\n  staging.yaml\n\n",
    INPUT_PROTOCOL: "",
    INPUT_BASELINE: "known findings.yaml",
    INPUT_MIN_VERIFIED: "70",
    INPUT_OPTIONS: "--max-wait=300\n--strict",
    INPUT_REPORT: "out",
  };
  expect(argumentsOf(environment)).toEqual([
    ...["test", "--target=acme.yaml", "--target=staging.yaml", "--baseline=known findings.yaml", "--min-verified=70"],
    ...["--max-wait=300", "--strict", ...REPORTS],
  ]);
});

it("a command is taken as it is, on several lines as well", () => {
  const INPUT_COMMAND = 'npm run build\nnpm start -- --port "$AUTHMARK_PORT"\n';
  expect(argumentsOf({ INPUT_PROTOCOL: "hmail", INPUT_COMMAND, INPUT_REPORT: "out" })).toEqual([
    ...["test", "--protocol=hmail", `--command=${INPUT_COMMAND.trim()}`, ...REPORTS],
  ]);
});

it("a value that begins like an option is none", () => {
  expect(argumentsOf({ INPUT_ACCOUNT: "--strict:1", INPUT_REPORT: "out" })).toContain("--account=--strict:1");
});
