import type { z } from "zod";
import { openIdEndpoints } from "./account-endpoints.ts";
import { companionContract } from "./companion-contract.ts";

export const calledEndpoints = {
  ...companionContract,
  ...openIdEndpoints,
} as const;

type Contract = typeof calledEndpoints;
export type CalledName = keyof Contract;
type Part<Name extends string, Value> = undefined extends Value
  ? Partial<Record<Name, Value>>
  : Record<Name, Value>;

export type EndpointInput<Name extends CalledName> = Part<
  "params",
  z.output<Contract[Name]["params"]>
> &
  Part<"query", z.output<Contract[Name]["query"]>> &
  Part<"body", z.output<Contract[Name]["body"]>>;
export type EndpointReply<Name extends CalledName> = z.output<
  Contract[Name]["reply"]
>;

export interface CallOptions {
  readonly token?: string | null;
  readonly signal?: AbortSignal;
  readonly timeLimitMs?: number;
}

/** One request to the API, typed by its contract: what a feature gets that has to ask it something. */
export type CallCompanion = <Name extends CalledName>(
  name: Name,
  input: EndpointInput<Name>,
  options?: CallOptions,
) => Promise<EndpointReply<Name>>;
