import pkcs11js, { type Handle } from "pkcs11js";
import type { HostRequest } from "../../src-shared/usb-key/key-host-messages.ts";
import { readAttribute } from "./find-objects.ts";
import { findPrivateKey } from "./find-private-key.ts";
import { KeyProblem } from "./key-problem.ts";
import { logIn, logInForSignature, requireTriesLeft } from "./log-in.ts";
import type { Driver } from "./open-driver.ts";
import { prepareSignature } from "./prepare-signature.ts";
import { endQuietly } from "./end-quietly.ts";
import {
  showsCertificate,
  withSigningSession,
} from "./with-signing-session.ts";

export type SignRequest = Extract<HostRequest, { ask: "sign" }>;

const longestSignature = 1024;

/** Login lives for this one signature and ends with it, whatever happens in between. */
export function signOnToken(
  driver: Driver,
  request: SignRequest,
  onPinRight: () => void,
): Buffer {
  const { module } = driver;
  const flags = pkcs11js.CKF_SERIAL_SESSION;
  return withSigningSession(driver, request, flags, (session, token) => {
    requireTriesLeft(token.info, request);
    logIn(module, token.slot, session, request);
    onPinRight();
    try {
      // Again, because only now is it certain which key answers: a swap before the login would go unnoticed otherwise.
      if (!showsCertificate(module, session, request))
        throw new KeyProblem("certificate-changed");
      return sign(driver, token.slot, session, request);
    } finally {
      endQuietly(() => {
        module.C_Logout(session);
      });
    }
  });
}

function sign(
  { module, quirks }: Driver,
  slot: Handle,
  session: Handle,
  request: SignRequest,
): Buffer {
  const key = findPrivateKey(module, session, request);
  const supported = new Set(module.C_GetMechanismList(slot));
  const content = Buffer.from(request.contentBase64, "base64");
  const { mechanism, input } = prepareSignature(
    request.algorithm,
    content,
    supported,
    quirks.sm2Mechanisms,
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
