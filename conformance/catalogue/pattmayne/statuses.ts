import { wire } from "@authmark/protocols/pattmayne/wire";
import type { HttpWire } from "../../model/wire.ts";

const { verifyEmail, logout, addClient, changeClient, newClientSecret } = wire.operations;

/** It is done, by whatever status a server says so: no client reads more of these answers than that. */
const isDone = { outcomes: { success: { status: "2xx" }, unauthorized: { status: "401" } } } as const;

/** The wire as auth apps are asked by it. */
export const asked = {
  ...wire,
  operations: {
    ...wire.operations,
    verifyEmail: { ...verifyEmail, outcomes: { success: isDone.outcomes.success } },
    logout: { ...logout, outcomes: { success: isDone.outcomes.success } },
    addClient: { ...addClient, ...isDone },
    changeClient: { ...changeClient, ...isDone },
    newClientSecret: { ...newClientSecret, ...isDone },
  },
} as const satisfies HttpWire;
