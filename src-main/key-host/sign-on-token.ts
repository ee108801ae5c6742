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
import { logIn, logInForSignature, requireTriesLeft } from "./log-in.ts";
import { nameToken, presentSlots, type Driver } from "./open-driver.ts";
import { prepareSignature } from "./prepare-signature.ts";

export type SignRequest = Extract<HostRequest, { ask: "sign" }>;

const longestSignature = 1024;

/** Login lives for this one signature and ends with it, whatever happens in between. */
export function signOnToken(driver: Driver, request: SignRequest): Buffer {
  const { module } = driver;
  const slot = findSlot(driver, request.token);
  requireTriesLeft(module.C_GetTokenInfo(slot), request);
  const session = module.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION);
  try {
    logIn(module, slot, session, request);
    try {
      // Only now is it certain which key answers: a swap before the login would go unnoticed otherwise.
      requireCertificate(module, session, request);
      return sign(module, slot, session, request);
    } finally {
      attempt(() => {
        module.C_Logout(session);
      });
    }
  } finally {
    attempt(() => {
      module.C_CloseSession(session);
    });
  }
}

function findSlot(driver: Driver, wanted: TokenName): Handle {
  const twins = presentSlots(driver).filter((slot) => {
    try {
      const { serialNumber, label } = nameToken(
        slot,
        driver.module.C_GetTokenInfo(slot),
      );
      return serialNumber === wanted.serialNumber && label === wanted.label;
    } catch (error) {
      if (
        isReturnCode(
          error,
          pkcs11js.CKR_TOKEN_NOT_PRESENT,
          pkcs11js.CKR_DEVICE_REMOVED,
        )
      )
        return false;
      throw error;
    }
  });
  const slot =
    twins.find((twin) => twin.toString("hex") === wanted.slotId) ?? twins[0];
  if (!slot) throw new KeyProblem("key-removed");
  return slot;
}

function requireCertificate(
  module: PKCS11,
  session: Handle,
  request: SignRequest,
): void {
  const isThere = certificatesWithId(
    module,
    session,
    Buffer.from(request.ckaId, "hex"),
  )
    .map((object) => readAttribute(module, session, object, pkcs11js.CKA_VALUE))
    .some(
      (der) =>
        createHash("sha256").update(der).digest("hex") ===
        request.certificateSha256,
    );
  if (!isThere) throw new KeyProblem("certificate-changed");
}

function sign(
  module: PKCS11,
  slot: Handle,
  session: Handle,
  request: SignRequest,
): Buffer {
  const key = findPrivateKey(
    module,
    session,
    Buffer.from(request.ckaId, "hex"),
  );
  const supported = new Set(module.C_GetMechanismList(slot));
  const content = Buffer.from(request.contentBase64, "base64");
  const { mechanism, input } = prepareSignature(
    request.algorithm,
    content,
    supported,
  );
  module.C_SignInit(session, { mechanism }, key);
  if (
    readAttribute(module, session, key, pkcs11js.CKA_ALWAYS_AUTHENTICATE).some(
      (byte) => byte !== 0,
    )
  ) {
    logInForSignature(module, slot, session, request);
  }
  return module.C_Sign(session, input, Buffer.alloc(longestSignature));
}

function findPrivateKey(
  module: PKCS11,
  session: Handle,
  ckaId: Buffer,
): Handle {
  const ofThisId = [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PRIVATE_KEY },
    { type: pkcs11js.CKA_ID, value: ckaId },
  ];
  // A signing and an encryption key may share one id; not every module keeps CKA_SIGN, though.
  const signing = findObjects(module, session, [
    ...ofThisId,
    { type: pkcs11js.CKA_SIGN, value: true },
  ]);
  const key = signing[0] ?? findObjects(module, session, ofThisId)[0];
  if (!key) throw new KeyProblem("key-private-key-missing");
  return key;
}

/** Ending what a pulled key has already ended is no news. */
function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // The first problem is the one to report.
  }
}
