import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import canonicalize from "canonicalize";
import type {
  Receipt,
  ReceiptClaims,
} from "../../src-shared/companion-api/receipt.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";

export interface ReceiptKey {
  readonly id: string;
  sign(claims: ReceiptClaims): Receipt;
}

interface PublicPoint {
  readonly x: string;
  readonly y: string;
}

/** Made at the first start. A new private key only adds its public key: receipts of the old one stay verifiable. */
export async function openReceiptKey(
  database: CompanionDatabase,
  dataDir: string,
  now: Date,
): Promise<ReceiptKey> {
  const privateKey = readOrCreateKey(join(dataDir, "receipt-key.pem"));
  const point = publicPoint(privateKey);
  const id = thumbprint(point);
  await database
    .insertInto("receipt_keys")
    .values({ id, ...point, created_at: now.toISOString() })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  return { id, sign: (claims) => signClaims(privateKey, id, claims) };
}

function readOrCreateKey(path: string): KeyObject {
  if (existsSync(path)) return createPrivateKey(readFileSync(path));
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  // Under another name first: a crash in between must not leave half a key where the next start looks.
  writeFileSync(`${path}.new`, pem, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
  return privateKey;
}

function publicPoint(privateKey: KeyObject): PublicPoint {
  const { x, y } = createPublicKey(privateKey).export({ format: "jwk" });
  if (x === undefined || y === undefined)
    throw new Error("the receipt key is not an EC key");
  return { x, y };
}

/** RFC 7638: the members in this order and nothing else. */
function thumbprint({ x, y }: PublicPoint): string {
  return createHash("sha256")
    .update(JSON.stringify({ crv: "P-256", kty: "EC", x, y }))
    .digest("base64url");
}

function signClaims(
  privateKey: KeyObject,
  id: string,
  claims: ReceiptClaims,
): Receipt {
  const header = inBase64Url(JSON.stringify({ alg: "ES256", kid: id }));
  const payload = inBase64Url(canonicalize(claims) ?? "");
  // RFC 7518 section 3.4 wants r‖s, OpenSSL's default is DER.
  const signature = sign("sha256", Buffer.from(`${header}.${payload}`), {
    key: privateKey,
    dsaEncoding: "ieee-p1363",
  }).toString("base64url");
  return { jws: `${header}.${payload}.${signature}`, claims };
}

function inBase64Url(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}
