import type {
  Receipt,
  ReceiptClaims,
} from "../../src-shared/companion-api/receipt.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionMaterial } from "./companion-material.ts";
import {
  isReceiptSignedBy,
  receiptKeyId,
  type ReceiptKey,
} from "./verify-receipt.ts";

/** What this client sent, which the receipt has to name. */
export type ExpectedReceipt = Pick<
  ReceiptClaims,
  "submissionId" | "filingId" | "uscc" | "digest"
> & { readonly isSigned: boolean; readonly fileCount: number };

export interface ReceiptJudge {
  /**
   * Returns where the receipt names exactly what was sent and a pinned key signed it; the API's keys are pinned at
   * first use. Throws `sync-receipt-invalid` or `sync-receipt-key-changed`.
   */
  accept(
    receipt: Receipt,
    expected: ExpectedReceipt,
    signal: AbortSignal,
  ): Promise<void>;
  /** For showing a kept receipt again; asks nobody. */
  recheck(receipt: Receipt): "valid" | "invalid";
}

/** Where receipt keys come from and stay pinned. */
export type ReceiptKeyring = Pick<
  CompanionMaterial,
  "receiptKeys" | "pinnedReceiptKeys" | "pinReceiptKeys"
>;

/** @param trustedKeyIds thumbprints that IT has set; empty leaves it to the keys pinned at first use */
export function createReceiptJudge(
  keyring: ReceiptKeyring,
  trustedKeyIds: () => readonly string[] = () => [],
): ReceiptJudge {
  const isSignedByOneOf = (
    receipt: Receipt,
    keys: readonly ReceiptKey[],
  ): boolean => keys.some((key) => isReceiptSignedBy(receipt, key));

  /** IT's word stands above first use: another key is refused, and a new one that IT names is taken. */
  const acceptTrusted = async (
    receipt: Receipt,
    trusted: readonly string[],
    signal: AbortSignal,
  ): Promise<void> => {
    const keyId = receiptKeyId(receipt);
    if (keyId === null) throw new ProblemError("sync-receipt-invalid");
    if (!trusted.includes(keyId))
      throw new ProblemError("sync-receipt-key-changed");
    const pinned = keyring.pinnedReceiptKeys() ?? [];
    if (isSignedByOneOf(receipt, pinned)) return;
    const announced = await keyring.receiptKeys(signal);
    const signer = announced.find((key) => isReceiptSignedBy(receipt, key));
    if (signer === undefined) throw new ProblemError("sync-receipt-invalid");
    const others = (keyring.pinnedReceiptKeys() ?? []).filter(
      ({ id }) => id !== signer.id,
    );
    keyring.pinReceiptKeys([...others, signer]);
  };

  return {
    accept: async (receipt, expected, signal) => {
      if (!isFor(receipt.claims, expected))
        throw new ProblemError("sync-receipt-invalid");
      const trusted = trustedKeyIds();
      if (trusted.length > 0) {
        await acceptTrusted(receipt, trusted, signal);
        return;
      }
      const announced =
        keyring.pinnedReceiptKeys() ?? (await keyring.receiptKeys(signal));
      // Another receipt may have pinned while the API was asked.
      const pinned = keyring.pinnedReceiptKeys();
      const keys = pinned ?? announced;
      if (isSignedByOneOf(receipt, keys)) {
        // Not before: keys that signed nothing would make every later receipt look forged.
        if (pinned === null) keyring.pinReceiptKeys(keys);
        return;
      }
      // A key that nobody announced when the first receipt came: a problem to be told, never a question to be clicked away.
      const keyId = receiptKeyId(receipt);
      const isNew = pinned !== null && !pinned.some(({ id }) => id === keyId);
      if (isNew && isSignedByOneOf(receipt, await keyring.receiptKeys(signal)))
        throw new ProblemError("sync-receipt-key-changed");
      throw new ProblemError("sync-receipt-invalid");
    },
    recheck: (receipt) =>
      isSignedByOneOf(receipt, keyring.pinnedReceiptKeys() ?? [])
        ? "valid"
        : "invalid",
  };
}

function isFor(claims: ReceiptClaims, expected: ExpectedReceipt): boolean {
  return (
    claims.submissionId === expected.submissionId &&
    claims.filingId === expected.filingId &&
    claims.uscc === expected.uscc &&
    claims.digest === expected.digest &&
    claims.fileCount === expected.fileCount &&
    (claims.certificateSha256 !== null) === expected.isSigned
  );
}
