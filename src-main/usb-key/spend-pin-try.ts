import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { HostToken } from "../../src-shared/usb-key/key-host-messages.ts";
import type { PinMemory, PinTries } from "./pin-memory.ts";

/** By what was typed here in a row, the next wrong PIN may lock the key, whether or not the key says so. */
export function isLastTry(
  { wrongTries, uncertainTries }: PinTries,
  locksAfter: number,
): boolean {
  return wrongTries + uncertainTries >= locksAfter - 1;
}

export interface PinTry {
  readonly token: HostToken;
  readonly locksAfter: number;
  readonly isFinalTryConfirmed: boolean;
}

/** How far a PIN has come: on its way to the key, and found right by it. */
export type PinStage = "sent" | "right";
export type OnPin = (stage: PinStage) => void;

/** The one way to a key's PIN: asks the memory before, and tells it after. */
export async function spendPinTry<Result>(
  memory: PinMemory,
  { token, locksAfter, isFinalTryConfirmed }: PinTry,
  step: (onPin: OnPin) => Promise<Result>,
): Promise<Result> {
  if (isLastTry(await memory.recall(token), locksAfter) && !isFinalTryConfirmed)
    throw new ProblemError("key-pin-final-try");
  await memory.noteBegun(token);
  let stage: PinStage | null = null;
  let result;
  try {
    result = await step((reached) => (stage = reached));
  } catch (error) {
    throw await noted(memory, token, stage, error);
  }
  await memory.noteRight(token);
  return result;
}

async function noted(
  memory: PinMemory,
  token: HostToken,
  stage: PinStage | null,
  error: unknown,
): Promise<unknown> {
  const { code, facts = {} } =
    error instanceof ProblemError ? error.problem : { code: null };
  if (code === "key-pin-wrong") {
    const isToldByKey =
      facts["isCountLow"] === true || facts["isFinalTry"] === true;
    const wrongTries = await memory.noteWrong(token, isToldByKey);
    return new ProblemError(code, { ...facts, wrongTries }, { cause: error });
  }
  if (stage === "right") await memory.noteRight(token);
  else if (stage === "sent" && isUnanswered(error))
    await memory.noteUnanswered(token);
  else await memory.noteUnspent(token);
  return error;
}

const ends = [
  "key-driver-crashed",
  "key-driver-hung",
  "key-cancelled",
  "key-pin-change-unanswered",
];
const failures = ["key-removed", "key-driver-error"];

/** The process ended over the try, or the very call that judges the PIN failed without a judgement. */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return true;
  const { code, facts } = error.problem;
  const call = facts?.["call"];
  return call === undefined
    ? ends.includes(code)
    : failures.includes(code) && (call === "C_Login" || call === "C_SetPIN");
}
