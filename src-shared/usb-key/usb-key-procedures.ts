import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";
import { pinSchema } from "../session/session-procedures.ts";
import { otherAuthoritySchema } from "./key-authority.ts";
import { usbKeyProblemCodes } from "./usb-key-problem-codes.ts";

const keyProblemSchema = z.enum(usbKeyProblemCodes);

export const certificateUsabilitySchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("usable"),
    revocation: z.enum(["good", "unknown"]),
  }),
  z.strictObject({ kind: z.literal("unusable"), reason: keyProblemSchema }),
]);
export type CertificateUsability = z.infer<typeof certificateUsabilitySchema>;

export const pinStateSchema = z.strictObject({
  isCountLow: z.boolean(),
  /** As the key says, or as the tries in a row say that were made here, uncertain ones included. */
  isFinalTry: z.boolean(),
  isLocked: z.boolean(),
  hasPinPad: z.boolean(),
  /** In a row, on this machine, also before a restart. */
  wrongTries: z.int().min(0),
  /** Sent to the key and never answered; it may have counted them. */
  uncertainTries: z.int().min(0),
  /** In bytes. */
  length: z.strictObject({ least: z.int(), most: z.int() }),
});
export type PinState = z.infer<typeof pinStateSchema>;

/** One certificate on one key, as the page sees it. The page names it by `id` only, never by path or label. */
export const keyCertificateSchema = z.strictObject({
  id: z.string(),
  /** Paths of the drivers that show it. */
  shownBy: z.array(z.string()),
  keyLabel: z.string(),
  keySerialNumber: z.string(),
  certificateSha256: z.string(),
  holderName: z.string(),
  enterpriseName: z.string(),
  uscc: z.string().nullable(),
  issuerName: z.string(),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  /** `unconfirmed`: private keys are invisible before the PIN. */
  privateKey: z.enum(["present", "unconfirmed"]),
  usability: certificateUsabilitySchema,
  /** Of the key it lies on. */
  pin: pinStateSchema,
  /** How the issuer's keys lock, and what its holders are to do. */
  authority: otherAuthoritySchema,
});
export type KeyCertificate = z.infer<typeof keyCertificateSchema>;

export const keyTokenSchema = z.strictObject({
  label: z.string(),
  serialNumber: z.string(),
  problem: keyProblemSchema.nullable(),
});

export const keyOverviewSchema = z.strictObject({
  drivers: z.array(
    z.strictObject({
      name: z.string(),
      path: z.string(),
      problem: keyProblemSchema.nullable(),
      /** It has not answered yet for the first time; what it shows is told later. */
      isAwaited: z.boolean(),
    }),
  ),
  tokens: z.array(keyTokenSchema),
  certificates: z.array(keyCertificateSchema),
  /** Where a certificate should be and is none; the others on the same key stand above. */
  unreadable: z.array(
    z.strictObject({
      keyLabel: z.string(),
      keySerialNumber: z.string(),
      /** As written on the key, of whatever use it is. */
      label: z.string(),
      sha256: z.string(),
    }),
  ),
  /** ISO time of the trust material the reasons rest on; null before the first contact with the API. */
  trustFetchedAt: z.iso.datetime().nullable(),
});
export type KeyOverview = z.infer<typeof keyOverviewSchema>;

export const usbKeyProcedures = {
  /** Looks anew, and answers after a second at most; what is found or judged later is told by `usb-key.changed`. */
  "usb-key.overview": procedure(
    "anyone",
    z.strictObject({}),
    keyOverviewSchema,
    60_000,
  ),
  /** 修改PIN码. Also signed out: a key whose PIN has expired lets nobody in. */
  "usb-key.change-pin": procedure(
    "anyone",
    z.strictObject({
      certificateId: z.string().max(500),
      /** Null where the key has its own PIN pad. */
      pins: z.strictObject({ present: pinSchema, next: pinSchema }).nullable(),
      /** 我确认, typed by the clerk when this may be the last try. */
      isFinalTryConfirmed: z.boolean(),
    }),
    z.strictObject({}),
    null,
  ),
} as const;

export const usbKeyEvents = {
  "usb-key.changed": keyOverviewSchema,
} as const;
