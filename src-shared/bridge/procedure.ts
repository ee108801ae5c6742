import type { z } from "zod";

/**
 * Who may call. `signed-in` means unlocked; `signed-in-even-locked` is only for saving what was typed
 * before the lock fell, so that a pulled key never costs a keystroke.
 */
export type Access = "anyone" | "signed-in" | "signed-in-even-locked";

export interface Procedure<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly access: Access;
  readonly input: Input;
  readonly output: Output;
  /** Milliseconds until a waiting caller gives up; null for calls that wait for a person or a key. */
  readonly timeLimitMs: number | null;
}

const ordinaryTimeLimitMs = 30_000;

export function procedure<Input extends z.ZodType, Output extends z.ZodType>(
  access: Access,
  input: Input,
  output: Output,
  timeLimitMs: number | null = ordinaryTimeLimitMs,
): Procedure<Input, Output> {
  return { access, input, output, timeLimitMs };
}

/** What a feature gives for its part of the contract; create-application joins the parts. */
export type ProcedureHandlers<Procedures extends Record<string, Procedure>> = {
  readonly [Name in keyof Procedures]: (
    input: z.output<Procedures[Name]["input"]>,
  ) =>
    | Promise<z.input<Procedures[Name]["output"]>>
    | z.input<Procedures[Name]["output"]>;
};
