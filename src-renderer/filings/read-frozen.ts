import type { ProcedureOutput } from "../../src-shared/bridge/connect-bridge.ts";
import {
  parseFrozenSubmission,
  type FrozenSubmission,
} from "../../src-shared/filings/frozen-submission.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";

export interface ReadFrozen {
  readonly submissionId: string;
  readonly digest: string;
  readonly isSignatureNeeded: boolean;
  readonly submission: FrozenSubmission;
}

/**
 * The page believes the bytes alone: it parses them itself and computes their digest, so that what is shown is what
 * the key will sign.
 */
export async function readFrozen(
  answer: ProcedureOutput<"filings.freeze">,
): Promise<ReadFrozen> {
  const { frozen, submissionId, digest, isSignatureNeeded } = answer;
  const submission = parseFrozenSubmission(frozen);
  if (
    submission.submissionId !== submissionId ||
    (await sha256(frozen)) !== digest
  )
    throw new ProblemError("frozen-bytes-differ");
  return { submissionId, digest, isSignatureNeeded, submission };
}

async function sha256(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
