import type { z } from "zod";
import { isLoopback } from "./check-exposure.ts";

/** Environment variables with what zod has found wrong so far; each rule names the variable that is to be mended. */
export interface VariableCheck<Variables> {
  readonly value: Variables;
  readonly issues: z.core.$ZodRawIssue[];
}

export function refuseVariable<Variables>(
  { value, issues }: VariableCheck<Variables>,
  name: keyof Variables & string,
): void {
  issues.push({ code: "custom", input: value[name], path: [name] });
}

export function needTogether<Variables>(
  check: VariableCheck<Variables>,
  one: keyof Variables & string,
  other: keyof Variables & string,
): void {
  const { value } = check;
  if ((value[one] === undefined) !== (value[other] === undefined))
    refuseVariable(check, other);
}

export function refuseTogether<Variables>(
  check: VariableCheck<Variables>,
  one: keyof Variables & string,
  other: keyof Variables & string,
): void {
  const { value } = check;
  if (value[one] !== undefined && value[other] !== undefined)
    refuseVariable(check, other);
}

/** Codes, mobiles and tokens never cross a network in clear. */
export function refusePlainHttp<Variables>(
  check: VariableCheck<Variables>,
  name: keyof Variables & string,
): void {
  const address = check.value[name];
  if (typeof address !== "string") return;
  const { protocol, hostname } = new URL(address);
  if (protocol === "http:" && !isLoopback(hostname))
    refuseVariable(check, name);
}
