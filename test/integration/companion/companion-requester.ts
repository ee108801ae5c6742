import type { z } from "zod";
import {
  companionContract,
  type EndpointName,
} from "../../../src-shared/companion-api/companion-contract.ts";
import { problemDetailsSchema } from "../../../src-shared/companion-api/problem-details.ts";

type Contract = typeof companionContract;

export interface RequestParts {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string | number>;
  readonly body?: unknown;
  readonly token?: string | undefined;
}

export interface Answer {
  readonly status: number;
  /** JSON of the answer; what it is was checked against the contract. */
  readonly body: unknown;
}

export type Requester = (
  name: EndpointName,
  parts?: RequestParts,
) => Promise<Answer>;

/** Every answer of every test is held against the contract: its reply schema, or problem details with a known code. */
export function createRequester(origin: string): Requester {
  return async (name, { params = {}, query = {}, body, token } = {}) => {
    const { method, path, reply } = companionContract[name];
    const filled = Object.entries(params).reduce<string>(
      (text, [key, value]) => text.replace(`:${key}`, value),
      path,
    );
    const search = new URLSearchParams(
      Object.entries(query).map(([key, value]): [string, string] => [
        key,
        String(value),
      ]),
    ).toString();
    const response = await fetch(
      `${origin}${filled}${search === "" ? "" : `?${search}`}`,
      {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
    );
    if (response.status >= 400) return readProblem(response);
    if (name === "file")
      return {
        status: response.status,
        body: new Uint8Array(await response.arrayBuffer()),
      };
    return {
      status: response.status,
      body: reply.parse(await response.json()),
    };
  };
}

export async function readProblem(response: Response): Promise<Answer> {
  const mediaType = response.headers.get("content-type");
  if (mediaType !== "application/problem+json")
    throw new Error(`a problem came as ${String(mediaType)}`);
  const problem = problemDetailsSchema.parse(await response.json());
  if (problem.status !== response.status)
    throw new Error("the problem names another status");
  return { status: response.status, body: problem };
}

export type ReplyOf<Name extends EndpointName> = z.output<
  Contract[Name]["reply"]
>;

/** The reply of a call that must succeed. */
export async function succeed<Name extends EndpointName>(
  request: Requester,
  name: Name,
  parts?: RequestParts,
): Promise<ReplyOf<Name>> {
  const { status, body } = await request(name, parts);
  if (status >= 400) throw new Error(`${name}: ${JSON.stringify(body)}`);
  return body as ReplyOf<Name>;
}

/** Code and facts of a call that must be refused. */
export async function refusalOf(
  request: Requester,
  name: EndpointName,
  parts?: RequestParts,
): Promise<{ status: number; code: string; facts?: Record<string, unknown> }> {
  const { status, body } = await request(name, parts);
  if (status < 400) throw new Error(`${name} was not refused`);
  const { code, facts } = problemDetailsSchema.parse(body);
  return facts === undefined ? { status, code } : { status, code, facts };
}
