import type { KeyRow } from "../target-file-keys.ts";

/** What is to be said of the keys by which the suite starts a target, and moves its clock. */
export const START_ROWS: Readonly<Record<string, KeyRow>> = {
  "at.command": {
    says: "In place of url: a command for the shell that starts the target and stays; it is told its port as AUTHMARK_PORT, and a folder for its store as AUTHMARK_DATA.",
  },
  "at.image": { says: "In place of url: an image, run in a container." },
  "at.compose": {
    says: "In place of url: a compose file, brought up as a project of its own.",
  },
  "at.service": {
    says: "The service of the compose file that is tested; without it, the one that publishes a port.",
  },
  "at.args": { says: "What the container is started with in place of the image's own arguments." },
  "at.port": {
    says: "The port that the target listens on: in a container the one inside, or else the one that the image exposes; of a command, without this, one that is free.",
  },
  "at.plainPort": {
    says: "Where what the suite starts speaks plain HTTP, beside TLS.",
    over: "http",
  },
  "at.path": { says: "The path prefix of what the suite starts.", over: "http" },
  "at.env.*": { says: "Its value." },
  "profiles.*.env": { says: "Variables that the suite starts it with there, beside those above." },
  "profiles.*.env.*": { says: "Its value." },
  "at.env": { says: "Variables that the target is started with." },
  "at.ready": {
    says: "When the target is ready: as soon as it answers, or accepts connections, within a minute.",
  },
  "at.ready.path": { says: "Below the address: it then has to answer with a 2xx.", over: "http" },
  "at.ready.within": { says: "How long the target has until then." },
  "at.lendClock": {
    says: "Whether the suite may start the target once more with a clock that it moves (libfaketime), so that expiries need not be waited for; it does without this.",
  },
  "hooks.clock": {
    says: "Sets the target's clock so many seconds ahead as AUTHMARK_OFFSET says, 0 for none; or a request that does, with {offset} in it.",
  },
  "hooks.clock.method": { says: "The method of that request.", over: "http" },
  "hooks.clock.path": { says: "Its path, below the target's address.", over: "http" },
  "hooks.clock.headers": { says: "Its fields.", over: "http" },
  "hooks.clock.headers.*": { says: "One of them.", over: "http" },
  "hooks.clock.json": { says: "Its body.", over: "http" },
  "hooks.clock.json.*": { says: "One member of it.", over: "http" },
};
