import pkcs11js, { type PKCS11, type Handle, type Template } from "pkcs11js";
import { publicKeyOids } from "../../src-shared/certificates/public-key-algorithm.ts";
import { der, derOid, derTags } from "../../src-shared/cms/der-writer.ts";
import { makeSm2Keys } from "./sm2-keys.ts";

/** SOFTHSM2_MODULE names it where it lies elsewhere, as on Windows. */
export const softwareModulePath =
  process.env["SOFTHSM2_MODULE"] ?? "/usr/lib/softhsm/libsofthsm2.so";

// id-ecPublicKey's named curve P-256 as DER, for CKA_EC_PARAMS.
const p256Parameters = Buffer.from("06082a8648ce3d030107", "hex");
const sm2Parameters = Buffer.from(derOid(publicKeyOids.sm2Curve));
const securityOfficerPin = "87654321";

export interface TokenKey {
  readonly session: Handle;
  readonly ckaId: Buffer;
  readonly publicKey: CryptoKey;
}

export interface StoredCertificate {
  readonly der: Uint8Array;
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
  readonly serialNumber: Uint8Array;
}

/** SoftHSM2 reads where its tokens lie from SOFTHSM2_CONF once per process. */
export function openSoftwareModule(): PKCS11 {
  const module = new pkcs11js.PKCS11();
  module.load(softwareModulePath);
  module.C_Initialize({ flags: pkcs11js.CKF_OS_LOCKING_OK });
  return module;
}

/** The token of this label, made if it is not there, with a session in which the user is logged in. */
export function openToken(module: PKCS11, label: string, pin: string): Handle {
  const slot = findToken(module, label) ?? makeToken(module, label, pin);
  const session = openWritable(module, slot);
  try {
    module.C_Login(session, pkcs11js.CKU_USER, pin);
  } catch (error) {
    const isIn =
      (error as { code?: unknown }).code ===
      pkcs11js.CKR_USER_ALREADY_LOGGED_IN;
    if (!isIn) throw error;
  }
  return session;
}

/** The key pair is made inside the token; the private half never leaves it. */
export async function generateTokenKey(
  module: PKCS11,
  session: Handle,
  label: string,
  {
    kind,
    asksEveryTime,
  }: { readonly kind: "rsa" | "p256"; readonly asksEveryTime: boolean },
): Promise<TokenKey> {
  const ckaId = Buffer.from(crypto.getRandomValues(new Uint8Array(16)));
  const { mechanism, parameters } = keyKinds[kind];
  const { publicKey } = module.C_GenerateKeyPair(
    session,
    { mechanism },
    [
      { type: pkcs11js.CKA_TOKEN, value: true },
      { type: pkcs11js.CKA_ID, value: ckaId },
      { type: pkcs11js.CKA_LABEL, value: label },
      { type: pkcs11js.CKA_VERIFY, value: true },
      ...parameters,
    ],
    [
      { type: pkcs11js.CKA_TOKEN, value: true },
      { type: pkcs11js.CKA_PRIVATE, value: true },
      { type: pkcs11js.CKA_SENSITIVE, value: true },
      { type: pkcs11js.CKA_EXTRACTABLE, value: false },
      { type: pkcs11js.CKA_ID, value: ckaId },
      { type: pkcs11js.CKA_LABEL, value: label },
      { type: pkcs11js.CKA_SIGN, value: true },
      { type: pkcs11js.CKA_ALWAYS_AUTHENTICATE, value: asksEveryTime },
    ],
  );
  return {
    session,
    ckaId,
    publicKey: await keyKinds[kind].read(module, session, publicKey),
  };
}

/**
 * SoftHSM2 can keep such a key but not use it. It is readable there, so that the key simulator can sign with it, which
 * shows it to nobody. Signing and encryption key bear one CKA_ID, as on keys with containers (GM/T 0016).
 */
export function storeSm2Key(
  module: PKCS11,
  session: Handle,
  label: string,
  isForSigning: boolean,
): TokenKey {
  const { privateKey, publicKey } = makeSm2Keys();
  const ckaId = Buffer.from("container-1");
  const common = [
    { type: pkcs11js.CKA_TOKEN, value: true },
    { type: pkcs11js.CKA_KEY_TYPE, value: pkcs11js.CKK_EC },
    { type: pkcs11js.CKA_EC_PARAMS, value: sm2Parameters },
    { type: pkcs11js.CKA_ID, value: ckaId },
    { type: pkcs11js.CKA_LABEL, value: label },
  ];
  module.C_CreateObject(session, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PUBLIC_KEY },
    { type: pkcs11js.CKA_VERIFY, value: isForSigning },
    {
      type: pkcs11js.CKA_EC_POINT,
      value: Buffer.from(der(derTags.octetString, publicKey.raw)),
    },
    ...common,
  ]);
  module.C_CreateObject(session, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PRIVATE_KEY },
    { type: pkcs11js.CKA_PRIVATE, value: true },
    { type: pkcs11js.CKA_SENSITIVE, value: false },
    { type: pkcs11js.CKA_EXTRACTABLE, value: true },
    { type: pkcs11js.CKA_SIGN, value: isForSigning },
    { type: pkcs11js.CKA_VALUE, value: Buffer.from(privateKey.raw) },
    ...common,
  ]);
  return { session, ckaId, publicKey };
}

export function storeCertificate(
  module: PKCS11,
  { session, ckaId }: Pick<TokenKey, "session" | "ckaId">,
  label: string,
  certificate: StoredCertificate,
): void {
  module.C_CreateObject(session, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_CERTIFICATE },
    { type: pkcs11js.CKA_CERTIFICATE_TYPE, value: pkcs11js.CKC_X_509 },
    { type: pkcs11js.CKA_TOKEN, value: true },
    { type: pkcs11js.CKA_PRIVATE, value: false },
    { type: pkcs11js.CKA_ID, value: ckaId },
    { type: pkcs11js.CKA_LABEL, value: label },
    { type: pkcs11js.CKA_SUBJECT, value: Buffer.from(certificate.subject) },
    { type: pkcs11js.CKA_ISSUER, value: Buffer.from(certificate.issuer) },
    {
      type: pkcs11js.CKA_SERIAL_NUMBER,
      value: Buffer.from(certificate.serialNumber),
    },
    { type: pkcs11js.CKA_VALUE, value: Buffer.from(certificate.der) },
  ]);
}

function findToken(module: PKCS11, label: string): Handle | undefined {
  return module
    .C_GetSlotList(true)
    .find((slot) => module.C_GetTokenInfo(slot).label.trim() === label);
}

function makeToken(module: PKCS11, label: string, pin: string): Handle {
  const empty = module
    .C_GetSlotList(true)
    .find(
      (slot) =>
        !(module.C_GetTokenInfo(slot).flags & pkcs11js.CKF_TOKEN_INITIALIZED),
    );
  if (!empty) throw new Error("SoftHSM2 shows no empty slot");
  // The call reads exactly 32 bytes, whatever the length of the text.
  const padding = " ".repeat(Math.max(0, 32 - Buffer.byteLength(label)));
  module.C_InitToken(empty, securityOfficerPin, label + padding);
  const slot = findToken(module, label);
  if (!slot) throw new Error("the new token does not show up");
  const session = openWritable(module, slot);
  module.C_Login(session, pkcs11js.CKU_SO, securityOfficerPin);
  module.C_InitPIN(session, pin);
  module.C_Logout(session);
  module.C_CloseSession(session);
  return slot;
}

function openWritable(module: PKCS11, slot: Handle): Handle {
  return module.C_OpenSession(
    slot,
    pkcs11js.CKF_SERIAL_SESSION | pkcs11js.CKF_RW_SESSION,
  );
}

function readValues(
  module: PKCS11,
  session: Handle,
  key: Handle,
  types: number[],
): Buffer[] {
  return module
    .C_GetAttributeValue(
      session,
      key,
      types.map((type) => ({ type })),
    )
    .map(({ value }) => value);
}

async function readRsa(
  module: PKCS11,
  session: Handle,
  key: Handle,
): Promise<CryptoKey> {
  const types = [pkcs11js.CKA_MODULUS, pkcs11js.CKA_PUBLIC_EXPONENT];
  const [n, e] = readValues(module, session, key, types).map((value) =>
    value.toString("base64url"),
  );
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const jwk = { kty: "RSA", n: n ?? "", e: e ?? "" };
  return crypto.subtle.importKey("jwk", jwk, algorithm, true, ["verify"]);
}

async function readP256(
  module: PKCS11,
  session: Handle,
  key: Handle,
): Promise<CryptoKey> {
  const [encodedPoint] = readValues(module, session, key, [
    pkcs11js.CKA_EC_POINT,
  ]);
  // CKA_EC_POINT is the point inside a DER OCTET STRING: 04 41 in front of 65 bytes.
  const point = new Uint8Array(encodedPoint?.subarray(2) ?? []);
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  return crypto.subtle.importKey("raw", point, algorithm, true, ["verify"]);
}

interface KeyKind {
  readonly mechanism: number;
  readonly parameters: Template;
  readonly read: typeof readRsa;
}

const keyKinds: Readonly<Record<"rsa" | "p256", KeyKind>> = {
  rsa: {
    mechanism: pkcs11js.CKM_RSA_PKCS_KEY_PAIR_GEN,
    parameters: [
      { type: pkcs11js.CKA_MODULUS_BITS, value: 2048 },
      { type: pkcs11js.CKA_PUBLIC_EXPONENT, value: Buffer.from([1, 0, 1]) },
    ],
    read: readRsa,
  },
  p256: {
    mechanism: pkcs11js.CKM_EC_KEY_PAIR_GEN,
    parameters: [{ type: pkcs11js.CKA_EC_PARAMS, value: p256Parameters }],
    read: readP256,
  },
};
