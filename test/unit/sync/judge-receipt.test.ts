import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import canonicalize from "canonicalize";
import { describe, expect, it } from "vitest";
import {
  createReceiptJudge,
  type ReceiptKeyring,
} from "../../../src-main/sync/judge-receipt.ts";
import {
  keyThumbprint,
  type ReceiptKey,
} from "../../../src-main/sync/verify-receipt.ts";
import type {
  Receipt,
  ReceiptClaims,
} from "../../../src-shared/companion-api/receipt.ts";

const claims: ReceiptClaims = {
  purpose: "cn.usedcar.filing/receipt/v1",
  submissionId: "6e5c7a5e-6d0f-4a3f-9d2c-0a5b6a7c8d9e",
  filingId: "7e5c7a5e-6d0f-4a3f-9d2c-0a5b6a7c8d9e",
  kind: "new",
  uscc: "91110000MA0DEM01K3",
  digest: "a".repeat(64),
  certificateSha256: "b".repeat(64),
  revocation: "good",
  fileCount: 10,
  receivedAt: "2026-11-23T01:02:03.000Z",
};
const { submissionId, filingId, uscc, digest, fileCount } = claims;
const expected = {
  submissionId,
  filingId,
  uscc,
  digest,
  fileCount,
  isSigned: true,
};
const signal = new AbortController().signal;

interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: ReceiptKey;
}

function makeKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
  });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const key = { id: "", kty: "EC", crv: "P-256", x, y } as const;
  return { privateKey, publicKey: { ...key, id: keyThumbprint(key) } };
}

function encode(value: unknown): string {
  return Buffer.from(canonicalize(value) ?? "").toString("base64url");
}

function signReceipt(
  { privateKey, publicKey }: SigningKey,
  signed: ReceiptClaims = claims,
  header: object = { alg: "ES256", kid: publicKey.id },
): Receipt {
  const content = `${encode(header)}.${encode(signed)}`;
  const signature = sign("sha256", Buffer.from(content), {
    key: privateKey,
    dsaEncoding: "ieee-p1363",
  });
  return {
    jws: `${content}.${signature.toString("base64url")}`,
    claims: signed,
  };
}

function materialWith(...announced: ReceiptKey[]) {
  let pinned: readonly ReceiptKey[] | null = null;
  const material: ReceiptKeyring & { announced: ReceiptKey[] } = {
    announced,
    receiptKeys: async () => material.announced,
    pinnedReceiptKeys: () => pinned,
    pinReceiptKeys: (keys) => {
      pinned = [...keys];
    },
  };
  return material;
}

async function outcomeOf(accepting: Promise<void>): Promise<string> {
  return accepting.then(
    () => "accepted",
    (error: unknown) => (error instanceof Error ? error.message : "?"),
  );
}

describe("judging a receipt", () => {
  it("accepts what the pinned key signed, and shows it as valid again later", async () => {
    const key = makeKey();
    const judge = createReceiptJudge(materialWith(key.publicKey));
    const receipt = signReceipt(key);
    const before = judge.recheck(receipt);
    await judge.accept(receipt, expected, signal);
    expect([before, judge.recheck(receipt)]).toEqual(["invalid", "valid"]);
  });

  it("refuses a receipt that names something else than what was sent", async () => {
    const key = makeKey();
    const judge = createReceiptJudge(materialWith(key.publicKey));
    const outcomes = [];
    for (const change of [
      { digest: "c".repeat(64) },
      { submissionId: filingId },
      { uscc: "other" },
      { fileCount: 9 },
      { certificateSha256: null },
    ])
      outcomes.push(
        await outcomeOf(
          judge.accept(
            signReceipt(key, { ...claims, ...change }),
            expected,
            signal,
          ),
        ),
      );
    expect(new Set(outcomes)).toEqual(new Set(["sync-receipt-invalid"]));
  });

  it("refuses claims that are not those of the signature, and other algorithms", async () => {
    const key = makeKey();
    const judge = createReceiptJudge(materialWith(key.publicKey));
    const genuine = signReceipt(key);
    const swapped = {
      jws: signReceipt(key, { ...claims, digest: "c".repeat(64) }).jws,
      claims,
    };
    const unsigned = {
      jws: `${encode({ alg: "none", kid: key.publicKey.id })}.${encode(claims)}.`,
      claims,
    };
    const cut = { jws: genuine.jws.slice(0, -8), claims };
    const outcomes = [];
    for (const receipt of [swapped, unsigned, cut])
      outcomes.push(await outcomeOf(judge.accept(receipt, expected, signal)));
    expect(outcomes).toEqual([
      "sync-receipt-invalid",
      "sync-receipt-invalid",
      "sync-receipt-invalid",
    ]);
  });

  it("calls a key that came later changed, also when the API now announces it", async () => {
    const first = makeKey();
    const later = makeKey();
    const material = materialWith(first.publicKey);
    const judge = createReceiptJudge(material);
    await judge.accept(signReceipt(first), expected, signal);
    material.announced = [later.publicKey, first.publicKey];
    expect([
      await outcomeOf(judge.accept(signReceipt(later), expected, signal)),
      await outcomeOf(judge.accept(signReceipt(makeKey()), expected, signal)),
      await outcomeOf(judge.accept(signReceipt(first), expected, signal)),
    ]).toEqual([
      "sync-receipt-key-changed",
      "sync-receipt-invalid",
      "accepted",
    ]);
  });

  it("pins no keys by which nothing was proven, so that the genuine ones still can be", async () => {
    const stranger = makeKey();
    const genuine = makeKey();
    const material = materialWith(stranger.publicKey);
    const judge = createReceiptJudge(material);
    const receipt = signReceipt(genuine);
    const first = await outcomeOf(judge.accept(receipt, expected, signal));
    const pinned = material.pinnedReceiptKeys();
    material.announced = [genuine.publicKey];
    const second = await outcomeOf(judge.accept(receipt, expected, signal));
    expect([first, pinned, second]).toEqual([
      "sync-receipt-invalid",
      null,
      "accepted",
    ]);
  });

  it("does not let a key borrow the name of another", async () => {
    const genuine = makeKey();
    const thief = makeKey();
    const borrowed = { ...thief.publicKey, id: genuine.publicKey.id };
    const judge = createReceiptJudge(materialWith(borrowed));
    const receipt = signReceipt({ ...thief, publicKey: borrowed });
    expect(await outcomeOf(judge.accept(receipt, expected, signal))).toBe(
      "sync-receipt-invalid",
    );
  });
});

describe("receipt keys that IT has named", () => {
  const accept = (
    judge: ReturnType<typeof createReceiptJudge>,
    signer: SigningKey,
  ) => outcomeOf(judge.accept(signReceipt(signer), expected, signal));

  it("are the only ones, also where another was pinned at first use", async () => {
    const [first, named] = [makeKey(), makeKey()];
    const material = materialWith(first.publicKey, named.publicKey);
    material.pinReceiptKeys([first.publicKey]);
    const judge = createReceiptJudge(material, () => [named.publicKey.id]);
    expect([await accept(judge, first), await accept(judge, named)]).toEqual([
      "sync-receipt-key-changed",
      "accepted",
    ]);
    expect(judge.recheck(signReceipt(named))).toBe("valid");
  });

  it("must have signed: a receipt that only bears the name is invalid", async () => {
    const [named, other] = [makeKey(), makeKey()];
    const judge = createReceiptJudge(
      materialWith(named.publicKey, other.publicKey),
      () => [named.publicKey.id],
    );
    const forged = signReceipt(other, claims, {
      alg: "ES256",
      kid: named.publicKey.id,
    });
    expect(await outcomeOf(judge.accept(forged, expected, signal))).toBe(
      "sync-receipt-invalid",
    );
  });
});
