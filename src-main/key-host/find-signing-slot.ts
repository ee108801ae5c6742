import { createHash } from "node:crypto";
import pkcs11js, { type Handle, type PKCS11 } from "pkcs11js";
import type {
  HostRequest,
  TokenName,
} from "../../src-shared/usb-key/key-host-messages.ts";
import {
  certificatesWithId,
  findObjects,
  readAttribute,
} from "./find-objects.ts";
import { isReturnCode, KeyProblem } from "./key-problem.ts";
import { nameToken, presentSlots, type Driver } from "./open-driver.ts";
import { withSession } from "./with-session.ts";

export type WantedCertificate = Pick<
  Extract<HostRequest, { ask: "sign" | "change-pin" }>,
  "token" | "ckaId" | "certificateSha256"
>;

/**
 * The slot whose key shows the certificate before any login: keys may share label and serial number, and a wrong one
 * must not lose a try. Only a single key that keeps all its certificates private is taken unseen.
 */
export function findSigningSlot(
  driver: Driver,
  wanted: WantedCertificate,
): Handle {
  const { module } = driver;
  const twins = findTwins(driver, wanted.token);
  const slot = twins.find((twin) =>
    unlessRemoved(() =>
      withSession(module, twin, (session) =>
        showsCertificate(module, session, wanted),
      ),
    ),
  );
  if (slot) return slot;
  const [only, second] = twins;
  if (!only) throw new KeyProblem("key-removed");
  const isUnseen =
    !second &&
    withSession(module, only, (session) => showsNone(module, session));
  if (!isUnseen) throw new KeyProblem("certificate-changed");
  return only;
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

/** The slot where the key was listed comes first. */
function findTwins(driver: Driver, wanted: TokenName): Handle[] {
  const isWanted = (slot: Handle): boolean =>
    slot.toString("hex") === wanted.slotId;
  return presentSlots(driver)
    .filter((slot) =>
      unlessRemoved(() => {
        const { serialNumber, label } = nameToken(
          slot,
          driver.module.C_GetTokenInfo(slot),
        );
        return serialNumber === wanted.serialNumber && label === wanted.label;
      }),
    )
    .sort((one, other) => Number(isWanted(other)) - Number(isWanted(one)));
}

function unlessRemoved(answer: () => boolean): boolean {
  try {
    return answer();
  } catch (error) {
    const isRemoved = isReturnCode(
      error,
      pkcs11js.CKR_TOKEN_NOT_PRESENT,
      pkcs11js.CKR_DEVICE_REMOVED,
    );
    if (isRemoved) return false;
    throw error;
  }
}
