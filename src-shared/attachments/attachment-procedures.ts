import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";
import {
  attachmentSchema,
  fileKindSchema,
  sha256Schema,
} from "../filings/filing-content.ts";

export const ticketSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/**
 * Bytes never cross the bridge: a procedure hands out a one-time ticket, the page posts pieces of at most
 * 1 MiB to `attachments/<ticket>?offset=n` at its own origin, or fetches from `attachments/<ticket>`.
 */
export const attachmentProcedures = {
  "attachments.begin": procedure(
    "signed-in",
    z.strictObject({
      fileKind: fileKindSchema,
      fileName: z.string().max(1000),
      size: z.int().nonnegative(),
    }),
    z.strictObject({ ticket: ticketSchema }),
  ),
  /** Judges the bytes (type, limits, damage), makes them durable and returns what a filing names. */
  "attachments.finish": procedure(
    "signed-in-even-locked",
    z.strictObject({ ticket: ticketSchema }),
    attachmentSchema,
    120_000,
  ),
  "attachments.cancel": procedure(
    "signed-in-even-locked",
    z.strictObject({ ticket: ticketSchema }),
    z.strictObject({}),
  ),
  /** Fetches the file from the API first where this machine does not hold it. */
  "attachments.read": procedure(
    "signed-in",
    z.strictObject({
      sha256: sha256Schema,
      fileName: z.string().max(1000),
      purpose: z.enum(["view", "download"]),
    }),
    z.strictObject({ ticket: ticketSchema, mediaType: z.string() }),
    120_000,
  ),
  /** doc and docx: a read-only temporary copy in the program the system has for it. */
  "attachments.open-copy": procedure(
    "signed-in",
    z.strictObject({ sha256: sha256Schema, fileName: z.string().max(1000) }),
    z.strictObject({}),
    120_000,
  ),
} as const;
