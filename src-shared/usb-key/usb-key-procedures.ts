import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";
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

/** One certificate on one key, as the page sees it. The page names it by `id` only, never by path or label. */
export const keyCertificateSchema = z.strictObject({
  id: z.string(),
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
});
export type KeyCertificate = z.infer<typeof keyCertificateSchema>;

export const pinStateSchema = z.strictObject({
  isCountLow: z.boolean(),
  isFinalTry: z.boolean(),
  isLocked: z.boolean(),
  hasPinPad: z.boolean(),
});
export type PinState = z.infer<typeof pinStateSchema>;

export const keyTokenSchema = z.strictObject({
  label: z.string(),
  serialNumber: z.string(),
  pin: pinStateSchema,
  problem: keyProblemSchema.nullable(),
});

export const keyOverviewSchema = z.strictObject({
  drivers: z.array(
    z.strictObject({
      name: z.string(),
      path: z.string(),
      problem: keyProblemSchema.nullable(),
    }),
  ),
  tokens: z.array(keyTokenSchema),
  certificates: z.array(keyCertificateSchema),
  /** ISO time of the trust material the reasons rest on; null before the first contact with the API. */
  trustFetchedAt: z.iso.datetime().nullable(),
});
export type KeyOverview = z.infer<typeof keyOverviewSchema>;

export const usbKeyProcedures = {
  "usb-key.overview": procedure(
    "anyone",
    z.strictObject({}),
    keyOverviewSchema,
    60_000,
  ),
} as const;

export const usbKeyEvents = {
  "usb-key.changed": keyOverviewSchema,
} as const;
