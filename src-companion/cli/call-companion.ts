import type { z } from "zod";
import {
  companionContract,
  type EndpointName,
} from "../../src-shared/companion-api/companion-contract.ts";
import {
  problemDetailsSchema,
  type ProblemDetails,
} from "../../src-shared/companion-api/problem-details.ts";
import { checkCompanionAddress } from "./check-companion-address.ts";

type Contract = typeof companionContract;

export interface CallParts<Name extends EndpointName> {
  readonly params?: z.input<Contract[Name]["params"]>;
  readonly query?: z.input<Contract[Name]["query"]>;
  readonly body?: z.input<Contract[Name]["body"]>;
}

export interface CompanionCaller {
  call<Name extends EndpointName>(
    name: Name,
    parts?: CallParts<Name>,
  ): Promise<z.output<Contract[Name]["reply"]>>;
  /** The bytes of one file. */
  fetchFile(sha256: string): Promise<Uint8Array>;
}

/**
 * Typed by the contract. Throws a sentence for an address that must not get a password; its calls throw
 * CompanionRefusal for an answer with a problem.
 */
export function createCaller(
  origin: string,
  token: string | null,
): CompanionCaller {
  checkCompanionAddress(origin);
  const send = async (
    method: string,
    path: string,
    body: unknown,
  ): Promise<Response> => {
    const response = await fetch(new URL(path, origin), {
      method,
      // A 307 would carry password and token on to wherever it points.
      redirect: "error",
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new CompanionRefusal(
        problemDetailsSchema.parse(await response.json()),
      );
    return response;
  };
  return {
    call: async <Name extends EndpointName>(
      name: Name,
      { params, query, body }: CallParts<Name> = {},
    ) => {
      const { method, path, reply } = companionContract[name];
      const response = await send(
        method,
        fillPath(path, params) + writeQuery(query),
        body,
      );
      return reply.parse(await response.json()) as z.output<
        Contract[Name]["reply"]
      >;
    },
    fetchFile: async (sha256) => {
      const { method, path } = companionContract.file;
      return new Uint8Array(
        await (
          await send(method, fillPath(path, { sha256 }), undefined)
        ).arrayBuffer(),
      );
    },
  };
}

export class CompanionRefusal extends Error {
  readonly problem: ProblemDetails;

  constructor(problem: ProblemDetails) {
    super(problem.code);
    this.name = "CompanionRefusal";
    this.problem = problem;
  }
}

function fillPath(path: string, params: unknown): string {
  return Object.entries((params ?? {}) as Record<string, string>).reduce(
    (filled, [name, value]) =>
      filled.replace(`:${name}`, encodeURIComponent(value)),
    path,
  );
}

function writeQuery(query: unknown): string {
  const given = Object.entries((query ?? {}) as Record<string, unknown>).filter(
    ([, value]) => value !== undefined,
  );
  return given.length === 0
    ? ""
    : `?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString()}`;
}
