import { z } from "zod";

/** What to write where something else stands. */
export const CLOCK =
  'write a command that sets the clock by "$AUTHMARK_OFFSET", or { method: …, path: … } with {offset}';

/** A request that sets a target's clock. */
export const ClockRequest = z
  .strictObject({
    method: z.string().regex(/^[A-Z]+$/, "a method is written in capitals"),
    path: z.string().startsWith("/"),
    headers: z.record(z.string(), z.string()).optional(),
    json: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  })
  .refine((request) => JSON.stringify(request).includes("{offset}"), {
    error: "has no {offset}: where do the seconds go by which the clock is to be ahead?",
  });
