import { createKeeper } from "../engine/keeper.ts";
import { createRecorder, type RecorderParts } from "../engine/recorder.ts";
import { createSecrets } from "../engine/secrets.ts";

/** An empty record of a target that is there, but for what is given. */
export function recorderWith({ clock, ...otherwise }: Pick<RecorderParts, "clock"> & Partial<RecorderParts>) {
  const liveness = { turn: async () => 5000, note: () => {} };
  return createRecorder({
    clock,
    secrets: createSecrets(),
    secretRoles: [],
    liveness,
    keeper: createKeeper(),
    ...otherwise,
  });
}
