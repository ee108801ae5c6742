import pkcs11js, { type Handle, type PKCS11 } from "pkcs11js";
import {
  decodeTextBytes,
  withoutPadding,
} from "../../src-shared/certificates/decode-asn1-text.ts";
import type {
  HostCertificate,
  HostToken,
} from "../../src-shared/usb-key/key-host-messages.ts";
import { closeQuietly } from "./end-quietly.ts";
import { findObjects, readAttribute } from "./find-objects.ts";
import { describeFailure, isAbsence } from "./key-problem.ts";
import { nameToken, type Driver } from "./open-driver.ts";
import { pinLengthOf } from "./pin-length.ts";
import {
  readPresentTokens,
  sayWhichTokens,
  type PresentToken,
} from "./present-tokens.ts";
import { unclear, type SlotWatch } from "./watch-slots.ts";

export function listTokens({
  driver,
  watch,
}: {
  driver: Driver;
  watch: SlotWatch;
}): HostToken[] {
  let told = unclear;
  try {
    const present = readPresentTokens(driver);
    told = sayWhichTokens(present);
    const tokens = present.flatMap((token) => readToken(driver, token));
    if (tokens.some(({ problem }) => problem === "key-removed")) told = unclear;
    return tokens.filter(
      (token) => token.isInitialised || !driver.quirks.hideUninitialisedTokens,
    );
  } finally {
    watch.noteTold(told);
  }
}

/** Empty where the key was pulled out since the slots were asked for, or is another driver's. */
function readToken({ module }: Driver, token: PresentToken): HostToken[] {
  if ("failure" in token) return unreadableToken(module, token);
  const { slot, info } = token;
  const has = (flag: number): boolean => (info.flags & flag) !== 0;
  const isInitialised = has(pkcs11js.CKF_TOKEN_INITIALIZED);
  return [
    {
      name: nameToken(slot, info),
      manufacturer: withoutPadding(info.manufacturerID),
      model: withoutPadding(info.model),
      isInitialised,
      isLoginRequired: has(pkcs11js.CKF_LOGIN_REQUIRED),
      isPinSet: has(pkcs11js.CKF_USER_PIN_INITIALIZED),
      isPinCountLow: has(pkcs11js.CKF_USER_PIN_COUNT_LOW),
      isPinFinalTry: has(pkcs11js.CKF_USER_PIN_FINAL_TRY),
      isPinLocked: has(pkcs11js.CKF_USER_PIN_LOCKED),
      hasPinPad: has(pkcs11js.CKF_PROTECTED_AUTHENTICATION_PATH),
      pinLength: pinLengthOf(info),
      ...(isInitialised
        ? readCertificates(module, slot)
        : { problem: null, certificates: [] }),
    },
  ];
}

/** A key that does not tell its name goes by its reader's, so that it hides no other one. */
function unreadableToken(
  module: PKCS11,
  { slot, failure }: Extract<PresentToken, { failure: unknown }>,
): HostToken[] {
  if (isAbsence(failure)) return [];
  const { code: problem } = describeFailure(failure);
  return [
    {
      name: {
        slotId: slot.toString("hex"),
        serialNumber: "",
        label: readerName(module, slot),
      },
      manufacturer: "",
      model: "",
      isInitialised: true,
      isLoginRequired: false,
      isPinSet: false,
      isPinCountLow: false,
      isPinFinalTry: false,
      isPinLocked: false,
      hasPinPad: false,
      pinLength: { least: 0, most: 0 },
      problem,
      certificates: [],
    },
  ];
}

function readerName(module: PKCS11, slot: Handle): string {
  try {
    return withoutPadding(module.C_GetSlotInfo(slot).slotDescription);
  } catch {
    return "";
  }
}

/** One broken key must not hide the others: its problem stands beside it. */
function readCertificates(
  module: PKCS11,
  slot: Handle,
): Pick<HostToken, "problem" | "certificates"> {
  try {
    const session = module.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION);
    try {
      return { problem: null, certificates: certificatesIn(module, session) };
    } finally {
      closeQuietly(module, session);
    }
  } catch (error) {
    return { problem: describeFailure(error).code, certificates: [] };
  }
}

function certificatesIn(module: PKCS11, session: Handle): HostCertificate[] {
  const idsOf = (objectClass: number): Set<string> =>
    new Set(
      findObjects(module, session, [
        { type: pkcs11js.CKA_CLASS, value: objectClass },
      ]).map((key) =>
        readAttribute(module, session, key, pkcs11js.CKA_ID).toString("hex"),
      ),
    );
  const privateIds = idsOf(pkcs11js.CKO_PRIVATE_KEY);
  const publicIds = idsOf(pkcs11js.CKO_PUBLIC_KEY);
  return findObjects(module, session, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_CERTIFICATE },
  ]).map((object) => {
    const read = (type: number): Buffer =>
      readAttribute(module, session, object, type);
    const ckaId = read(pkcs11js.CKA_ID).toString("hex");
    return {
      derBase64: read(pkcs11js.CKA_VALUE).toString("base64"),
      ckaId,
      label: decodeTextBytes(read(pkcs11js.CKA_LABEL)),
      matchingKey: matchingKey(ckaId, privateIds, publicIds),
    };
  });
}

function matchingKey(
  ckaId: string,
  privateIds: ReadonlySet<string>,
  publicIds: ReadonlySet<string>,
): HostCertificate["matchingKey"] {
  if (privateIds.has(ckaId)) return "private";
  return publicIds.has(ckaId) ? "public-hint" : "unknown";
}
