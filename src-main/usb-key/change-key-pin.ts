import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { FoundCertificate } from "./list-keys.ts";
import { isUnanswered, type OnPin, type PinStage } from "./spend-pin-try.ts";

export interface PinChangeOrder {
  readonly pins: { readonly present: string; readonly next: string } | null;
  readonly isFinalTryConfirmed: boolean;
}

/** Throws ProblemError; `key-pin-change-unanswered` where the key may bear either PIN now. */
export async function changeKeyPin(
  { driver, token, ckaId, parsed }: FoundCertificate,
  order: PinChangeOrder,
  onPin: OnPin,
): Promise<void> {
  const certificate = { ckaId, certificateSha256: parsed.sha256 };
  const change = { token: token.name, ...certificate, ...order };
  let stage: PinStage | null = null;
  try {
    await driver.connection().changePin(change, (reached) => {
      stage = reached;
      onPin(reached);
    });
  } catch (error) {
    throw namingDoubt(stage, error);
  }
}

function namingDoubt(stage: PinStage | null, error: unknown): unknown {
  return stage !== null && isUnanswered(error)
    ? new ProblemError("key-pin-change-unanswered", undefined, { cause: error })
    : error;
}
