import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { HostToken } from "../../src-shared/usb-key/key-host-messages.ts";
import type { PinMemory } from "./pin-memory.ts";

/** By what was typed here in a row, the next wrong PIN locks the key, whether or not the key says so. */
export function isLastTry(wrongTries: number, locksAfter: number): boolean {
  return wrongTries >= locksAfter - 1;
}

export interface PinTry {
  readonly token: HostToken;
  readonly locksAfter: number;
  readonly isFinalTryConfirmed: boolean;
}

/** The one way to a key's PIN: asks the memory before, and tells it after. */
export async function spendPinTry<Result>(
  memory: PinMemory,
  { token, locksAfter, isFinalTryConfirmed }: PinTry,
  step: () => Promise<Result>,
): Promise<Result> {
  const before = await memory.recall(token);
  if (isLastTry(before, locksAfter) && !isFinalTryConfirmed)
    throw new ProblemError("key-pin-final-try");
  let result;
  try {
    result = await step();
  } catch (error) {
    throw await counted(memory, token, error);
  }
  await memory.noteRight(token);
  return result;
}

async function counted(
  memory: PinMemory,
  token: HostToken,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof ProblemError)) return error;
  const { code, facts = {} } = error.problem;
  if (code !== "key-pin-wrong") return error;
  const isToldByKey =
    facts["isCountLow"] === true || facts["isFinalTry"] === true;
  const wrongTries = await memory.noteWrong(token, isToldByKey);
  return new ProblemError(code, { ...facts, wrongTries }, { cause: error });
}
