import { createHash, createPublicKey, verify } from "node:crypto";
import canonicalize from "canonicalize";
import { z } from "zod";
import type { receiptKeysSchema } from "../../src-shared/companion-api/public-endpoints.ts";
import {
  receiptClaimsSchema,
  type Receipt,
} from "../../src-shared/companion-api/receipt.ts";

export type ReceiptKey = z.infer<typeof receiptKeysSchema>["keys"][number];

const headerSchema = z.object({ alg: z.literal("ES256"), kid: z.string() });

/** `kid` of a receipt's signature; null where the text is no ES256 signature at all. */
export function receiptKeyId(receipt: Receipt): string | null {
  const header = headerSchema.safeParse(readPart(receipt.jws, 0));
  return header.success ? header.data.kid : null;
}

/** True only for claims that are exactly what this key signed (RFC 7515, ES256). */
export function isReceiptSignedBy(receipt: Receipt, key: ReceiptKey): boolean {
  const parts = receipt.jws.split(".");
  const [header = "", payload = "", signature = ""] = parts;
  if (parts.length !== 3 || receiptKeyId(receipt) !== key.id) return false;
  // The key's name is its own thumbprint, so a name cannot be moved to another key.
  if (keyThumbprint(key) !== key.id) return false;
  const claims = receiptClaimsSchema.safeParse(readPart(receipt.jws, 1));
  if (!claims.success) return false;
  if (canonicalize(claims.data) !== canonicalize(receipt.claims)) return false;
  const { kty, crv, x, y } = key;
  return verify(
    "sha256",
    Buffer.from(`${header}.${payload}`),
    {
      key: createPublicKey({ key: { kty, crv, x, y }, format: "jwk" }),
      dsaEncoding: "ieee-p1363",
    },
    Buffer.from(signature, "base64url"),
  );
}

/** RFC 7638. */
export function keyThumbprint({ crv, kty, x, y }: ReceiptKey): string {
  return createHash("sha256")
    .update(JSON.stringify({ crv, kty, x, y }))
    .digest("base64url");
}

function readPart(jws: string, index: number): unknown {
  try {
    const part = Buffer.from(jws.split(".")[index] ?? "", "base64url");
    return JSON.parse(part.toString("utf8"));
  } catch {
    return undefined;
  }
}
