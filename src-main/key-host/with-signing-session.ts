import { createHash } from "node:crypto";
import pkcs11js, { type Handle, type PKCS11, type TokenInfo } from "pkcs11js";
import type {
  HostRequest,
  TokenName,
} from "../../src-shared/usb-key/key-host-messages.ts";
import {
  certificatesWithId,
  findObjects,
  readAttribute,
} from "./find-objects.ts";
import { isAbsence, KeyProblem } from "./key-problem.ts";
import { nameToken, presentSlots, type Driver } from "./open-driver.ts";
import { closeQuietly } from "./end-quietly.ts";

export type WantedCertificate = Pick<
  Extract<HostRequest, { ask: "sign" | "change-pin" }>,
  "token" | "ckaId" | "certificateSha256"
>;

export interface SigningToken {
  readonly slot: Handle;
  /** From just before: what the key says of the tries left. */
  readonly info: TokenInfo;
}

/**
 * A session on the key that shows the certificate before any login: keys may share label and serial number, and a wrong one
 * must not lose a try. Looks first where the key was listed, without asking for all slots, which is slow with some drivers.
 * Only a single key that keeps all its certificates private is taken unseen.
 */
export function withSigningSession<Result>(
  driver: Driver,
  wanted: WantedCertificate,
  sessionFlags: number,
  use: (session: Handle, token: SigningToken) => Result,
): Result {
  const { module } = driver;
  const found =
    openWhereListed(driver, wanted, sessionFlags) ??
    openAmongTwins(driver, wanted, sessionFlags);
  try {
    return use(found.session, found.token);
  } finally {
    closeQuietly(module, found.session);
  }
}

interface OpenedToken {
  readonly session: Handle;
  readonly token: SigningToken;
}

function openWhereListed(
  driver: Driver,
  wanted: WantedCertificate,
  sessionFlags: number,
): OpenedToken | null {
  return unlessAbsent(() => {
    const slot = Buffer.from(wanted.token.slotId, "hex");
    const [token] = twinIn(driver, slot, wanted.token, () => undefined);
    return token
      ? openIf(driver, token, sessionFlags, (session) =>
          showsCertificate(driver.module, session, wanted),
        )
      : null;
  });
}

function openAmongTwins(
  driver: Driver,
  wanted: WantedCertificate,
  sessionFlags: number,
): OpenedToken {
  const { module } = driver;
  let failure: unknown = new KeyProblem("key-removed");
  const twins = presentSlots(driver).flatMap((slot) =>
    twinIn(driver, slot, wanted.token, (error) => {
      const isListed = slot.toString("hex") === wanted.token.slotId;
      if (isListed && !isAbsence(error)) failure = error;
    }),
  );
  const isOnly = twins.length === 1;
  for (const token of twins) {
    const open = (): OpenedToken | null =>
      openIf(
        driver,
        token,
        sessionFlags,
        (session) =>
          showsCertificate(module, session, wanted) ||
          (isOnly && showsNone(module, session)),
      );
    const opened = isOnly ? open() : unlessAbsent(open);
    if (opened) return opened;
  }
  throw twins.length === 0 ? failure : new KeyProblem("certificate-changed");
}

function openIf(
  { module }: Driver,
  token: SigningToken,
  sessionFlags: number,
  isRight: (session: Handle) => boolean,
): OpenedToken | null {
  const session = module.C_OpenSession(token.slot, sessionFlags);
  let isTaken = false;
  try {
    isTaken = isRight(session);
  } finally {
    if (!isTaken) closeQuietly(module, session);
  }
  return isTaken ? { session, token } : null;
}

export function showsCertificate(
  module: PKCS11,
  session: Handle,
  { ckaId, certificateSha256 }: WantedCertificate,
): boolean {
  return certificatesWithId(module, session, Buffer.from(ckaId, "hex"))
    .map((object) => readAttribute(module, session, object, pkcs11js.CKA_VALUE))
    .some(
      (der) =>
        createHash("sha256").update(der).digest("hex") === certificateSha256,
    );
}

function showsNone(module: PKCS11, session: Handle): boolean {
  const all = [{ type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_CERTIFICATE }];
  return findObjects(module, session, all).length === 0;
}

/** Empty where another key sits in this slot, or one that cannot be read: it must not keep the right one from its work. */
function twinIn(
  { module }: Driver,
  slot: Handle,
  wanted: TokenName,
  onUnreadable: (error: unknown) => void,
): SigningToken[] {
  let info: TokenInfo;
  try {
    info = module.C_GetTokenInfo(slot);
  } catch (error) {
    onUnreadable(error);
    return [];
  }
  const { serialNumber, label } = nameToken(slot, info);
  const isTwin = serialNumber === wanted.serialNumber && label === wanted.label;
  return isTwin ? [{ slot, info }] : [];
}

function unlessAbsent<Result>(answer: () => Result): Result | null {
  try {
    return answer();
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}
