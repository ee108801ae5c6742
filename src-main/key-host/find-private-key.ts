import pkcs11js, { type Handle, type PKCS11, type Template } from "pkcs11js";
import type { HostRequest } from "../../src-shared/usb-key/key-host-messages.ts";
import { findObjects, readAttribute } from "./find-objects.ts";
import { KeyProblem } from "./key-problem.ts";

export type WantedKey = Pick<
  Extract<HostRequest, { ask: "sign" }>,
  "ckaId" | "algorithm" | "publicKeyBase64"
>;

/**
 * The private key of the certificate. A CKA_ID is not always one key's own: signing and encryption key may share one, and some
 * keys give none at all.
 */
export function findPrivateKey(
  module: PKCS11,
  session: Handle,
  wanted: WantedKey,
): Handle {
  const ofThisId = [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PRIVATE_KEY },
    { type: pkcs11js.CKA_ID, value: Buffer.from(wanted.ckaId, "hex") },
  ];
  const signing = findObjects(module, session, [
    ...ofThisId,
    { type: pkcs11js.CKA_SIGN, value: true },
  ]);
  // Not every module keeps CKA_SIGN.
  const candidates =
    signing.length > 0 ? signing : findObjects(module, session, ofThisId);
  const key =
    candidates.length < 2
      ? candidates[0]
      : tellApart(module, session, candidates, wanted);
  if (!key) throw new KeyProblem("key-private-key-missing");
  return key;
}

/** The signature is verified afterwards, so that a wrong guess is found out. */
function tellApart(
  module: PKCS11,
  session: Handle,
  candidates: readonly Handle[],
  wanted: WantedKey,
): Handle | undefined {
  const judge = (key: Handle) => judgeKey(module, session, key, wanted);
  const judged = candidates.map((key) => ({ key, verdict: judge(key) }));
  const fitting = judged.find(({ verdict }) => verdict === "fits");
  if (fitting) return fitting.key;
  const possible = judged.filter(({ verdict }) => verdict === "silent");
  // A private key on a curve often has no CKA_EC_POINT; the public key beside it has, and bears the same label.
  const labels = findObjects(module, session, publicKeys)
    .filter((key) => judge(key) === "fits")
    .map((key) => labelOf(module, session, key));
  const labelled = possible.find(({ key }) => {
    const label = labelOf(module, session, key);
    return label !== "" && labels.includes(label);
  });
  return (labelled ?? possible[0])?.key ?? candidates[0];
}

const publicKeys: Template = [
  { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PUBLIC_KEY },
];

function judgeKey(
  module: PKCS11,
  session: Handle,
  key: Handle,
  { algorithm, publicKeyBase64 }: WantedKey,
): "fits" | "fits-not" | "silent" {
  const read = (type: number) => readQuietly(module, session, key, type);
  const isRsa = algorithm === "rsa-sha256";
  const type = read(pkcs11js.CKA_KEY_TYPE);
  // For SM2 vendors have types of their own; none of them is that of RSA, which is zero.
  if (type.length > 0 && type.every((byte) => byte === 0) !== isRsa)
    return "fits-not";
  const publicKey = Buffer.from(publicKeyBase64, "base64");
  const shown = read(isRsa ? pkcs11js.CKA_MODULUS : pkcs11js.CKA_EC_POINT);
  if (shown.length === 0) return "silent";
  const fits = isRsa
    ? isSameModulus(shown, publicKey)
    : isSamePoint(shown, publicKey);
  return fits ? "fits" : "fits-not";
}

/** An RSAPublicKey holds the modulus as it is; some modules put zeros in front. */
function isSameModulus(shown: Buffer, rsaPublicKey: Buffer): boolean {
  const start = shown.findIndex((byte) => byte !== 0);
  return start !== -1 && rsaPublicKey.includes(shown.subarray(start));
}

/** The standard wants an OCTET STRING around the point; some modules leave it out, some also the 04 for "uncompressed". */
function isSamePoint(shown: Buffer, point: Buffer): boolean {
  const coordinates = point.subarray(1);
  return shown.subarray(-coordinates.length).equals(coordinates);
}

function labelOf(module: PKCS11, session: Handle, key: Handle): string {
  return readQuietly(module, session, key, pkcs11js.CKA_LABEL).toString("hex");
}

/** A module that fails over such a question may sign all the same. */
function readQuietly(
  module: PKCS11,
  session: Handle,
  object: Handle,
  type: number,
): Buffer {
  try {
    return readAttribute(module, session, object, type);
  } catch {
    return Buffer.alloc(0);
  }
}
