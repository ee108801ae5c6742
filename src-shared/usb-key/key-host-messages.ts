import { z } from "zod";
import { signingAlgorithmSchema } from "../cms/signing-algorithm.ts";
import { usbKeyProblemCodes } from "./usb-key-problem-codes.ts";

export type UsbKeyProblemCode = (typeof usbKeyProblemCodes)[number];

const problemCodeSchema = z.enum(usbKeyProblemCodes);
const hexSchema = z.string().regex(/^([0-9a-f]{2})*$/);

/** Where a vendor's module needs other treatment than the standard promises. */
export const driverQuirksSchema = z.strictObject({
  /** Some modules answer wrongly right after C_Initialize. */
  pauseAfterLoadMs: z.int().min(0).max(10_000).default(0),
  /** Some modules find their readers only on the second question. */
  readSlotListTwice: z.boolean().default(false),
  /** SoftHSM always shows one empty token more; on a vendor's key the same means "not initialised". */
  hideUninitialisedTokens: z.boolean().default(false),
  /**
   * Mechanisms that sign a ready e of SM2 (32 bytes in, r‖s out), the likeliest first, written as PKCS#11 writes them.
   * The standard has none: every vendor took a number of its own.
   */
  sm2Mechanisms: z.array(z.string().regex(/^0x[0-9a-f]{8}$/)).default([]),
});
export type DriverQuirks = z.infer<typeof driverQuirksSchema>;

/** A token by what is printed in it; the slot only tells twins apart, as it changes with every insertion. */
export const tokenNameSchema = z.strictObject({
  slotId: hexSchema,
  serialNumber: z.string(),
  label: z.string(),
});
export type TokenName = z.infer<typeof tokenNameSchema>;

export const hostRequestSchema = z.discriminatedUnion("ask", [
  z.strictObject({
    id: z.int(),
    ask: z.literal("open"),
    modulePath: z.string(),
    quirks: driverQuirksSchema,
  }),
  z.strictObject({ id: z.int(), ask: z.literal("list") }),
  z.strictObject({ id: z.int(), ask: z.literal("inspect") }),
  z.strictObject({
    id: z.int(),
    ask: z.literal("watch"),
    intervalMs: z.int().min(50),
  }),
  z.strictObject({
    id: z.int(),
    ask: z.literal("sign"),
    token: tokenNameSchema,
    certificateSha256: hexSchema,
    ckaId: hexSchema,
    /** Null: the clerk types it on the key's own pad. */
    pin: z.string().nullable(),
    isFinalTryConfirmed: z.boolean(),
    algorithm: signingAlgorithmSchema,
    /** The bits of the certificate's subjectPublicKey (RFC 5280 section 4.1.2.7), by which its private key is told from others. */
    publicKeyBase64: z.base64(),
    /** What is signed; for SM2 the 32 bytes of e = SM3(Z‖M), because keys take nothing else and Node has no SM3. */
    contentBase64: z.base64(),
  }),
  z.strictObject({
    id: z.int(),
    ask: z.literal("change-pin"),
    token: tokenNameSchema,
    certificateSha256: hexSchema,
    ckaId: hexSchema,
    /** Null: both are typed on the key's own pad. */
    pins: z.strictObject({ present: z.string(), next: z.string() }).nullable(),
    isFinalTryConfirmed: z.boolean(),
  }),
]);
export type HostRequest = z.infer<typeof hostRequestSchema>;

export const hostCertificateSchema = z.strictObject({
  derBase64: z.base64(),
  ckaId: hexSchema,
  label: z.string(),
  matchingKey: z.enum(["private", "public-hint", "unknown"]),
});
export type HostCertificate = z.infer<typeof hostCertificateSchema>;

export const hostTokenSchema = z.strictObject({
  name: tokenNameSchema,
  manufacturer: z.string(),
  model: z.string(),
  isInitialised: z.boolean(),
  isLoginRequired: z.boolean(),
  isPinSet: z.boolean(),
  isPinCountLow: z.boolean(),
  isPinFinalTry: z.boolean(),
  isPinLocked: z.boolean(),
  hasPinPad: z.boolean(),
  /** In bytes, as the key says; the key itself judges what else a PIN must be. */
  pinLength: z.strictObject({ least: z.int(), most: z.int() }),
  /** What kept the certificates from being read; null when they were. */
  problem: problemCodeSchema.nullable(),
  certificates: z.array(hostCertificateSchema),
});
export type HostToken = z.infer<typeof hostTokenSchema>;

/** What a module and its readers say of themselves, for diagnostics. */
export const libraryInspectionSchema = z.strictObject({
  description: z.string(),
  manufacturer: z.string(),
  /** As "2.6". */
  version: z.string(),
  cryptokiVersion: z.string(),
  slots: z.array(
    z.strictObject({
      description: z.string(),
      manufacturer: z.string(),
      firmwareVersion: z.string(),
      hasToken: z.boolean(),
    }),
  ),
});
export type LibraryInspection = z.infer<typeof libraryInspectionSchema>;

export const hostAnswerSchemas = {
  open: z.strictObject({ libraryDescription: z.string() }),
  list: z.strictObject({ tokens: z.array(hostTokenSchema) }),
  inspect: libraryInspectionSchema,
  watch: z.strictObject({}),
  "change-pin": z.strictObject({}),
  sign: z.strictObject({ signatureBase64: z.base64() }),
};
export type HostAnswers = {
  [Ask in keyof typeof hostAnswerSchemas]: z.infer<
    (typeof hostAnswerSchemas)[Ask]
  >;
};

export const hostMessageSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("answer"),
    id: z.int(),
    answer: z.unknown(),
  }),
  z.strictObject({
    kind: z.literal("problem"),
    id: z.int(),
    code: problemCodeSchema,
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
  /** The key has taken the PIN of this request; what fails from here on leaves no doubt about it. */
  z.strictObject({ kind: z.literal("pin-right"), id: z.int() }),
  z.strictObject({ kind: z.literal("slots-changed") }),
  /** After every look of the watch, so that a driver that hangs in one is noticed. */
  z.strictObject({ kind: z.literal("looked") }),
]);
export type HostMessage = z.infer<typeof hostMessageSchema>;
