import { CLAIMED_NAMES } from "./claimed-names.ts";
import { CLAIMED_TIMES } from "./claimed-times.ts";
import { CRITICAL } from "./critical.ts";
import type { Forgery } from "./forgery.ts";
import { GENUINE } from "./genuine.ts";
import { KEYS_IN_THE_HEADER } from "./keys-in-the-header.ts";
import { OTHER_KEYS } from "./other-keys.ts";
import { PUBLIC_KEY_ABUSE } from "./public-key-abuse.ts";
import { RIGHT_KEY } from "./right-key.ts";
import { SHAPES } from "./shapes.ts";
import { TAMPERED } from "./tampered.ts";
import { UNSIGNED } from "./unsigned.ts";

/** Every way to forge a JWT, under the name of its circumstance: none of these tokens may be taken. */
export const FORGERIES = {
  ...TAMPERED,
  ...UNSIGNED,
  ...PUBLIC_KEY_ABUSE,
  ...RIGHT_KEY,
  ...OTHER_KEYS,
  ...KEYS_IN_THE_HEADER,
  ...SHAPES,
  ...CLAIMED_TIMES,
  ...CLAIMED_NAMES,
  ...CRITICAL,
} as const satisfies Record<string, Forgery>;

export type ForgeryId = keyof typeof FORGERIES;

type Says<Table extends Record<string, Forgery>> = { readonly [Id in keyof Table]: Table[Id]["says"] };

function saying<Table extends Record<string, Forgery>>(table: Table): Says<Table> {
  return Object.fromEntries(Object.entries(table).map(([id, { says }]) => [id, says])) as Says<Table>;
}

const { "aud-in-a-list": audInAList } = GENUINE;

/** What each circumstance of the kit is, for people: forgeries, and what is to be taken. */
export const JWT_CIRCUMSTANCES = { ...saying(FORGERIES), ...saying({ "aud-in-a-list": audInAList }) };
