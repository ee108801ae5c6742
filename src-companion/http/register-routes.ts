import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  companionContract,
  type EndpointName,
} from "../../src-shared/companion-api/companion-contract.ts";
import type { Endpoint } from "../../src-shared/companion-api/endpoint.ts";
import { nothing } from "../../src-shared/companion-api/shapes.ts";
import { problemDetailsSchema } from "../../src-shared/companion-api/problem-details.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { expireFilings } from "../filings/expire-filings.ts";
import { requireSession } from "../sessions/require-session.ts";
import type { Session } from "../sessions/session.ts";
import type { RouteHandlers } from "./route-handlers.ts";

type AnyHandler = (call: {
  params: unknown;
  query: unknown;
  body: unknown;
  session: Session | null;
  address: string;
  reply: FastifyReply;
}) => Promise<unknown>;

/** Method, path, access and schemas come from the contract alone; the handlers only say what happens. */
export function registerRoutes(
  server: FastifyInstance,
  parts: CompanionParts,
  handlers: RouteHandlers,
): void {
  for (const name of Object.keys(companionContract) as EndpointName[]) {
    // The pairing of a name with its handler was checked where `handlers` was typed; a loop cannot carry that.
    const handler = handlers[name] as unknown as AnyHandler;
    registerRoute(server, parts, name, companionContract[name], handler);
  }
}

function registerRoute(
  server: FastifyInstance,
  parts: CompanionParts,
  name: EndpointName,
  endpoint: Endpoint,
  handler: AnyHandler,
): void {
  const sessions = new WeakMap<FastifyRequest, Session>();
  server.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: schemaOf(name, endpoint),
    // Before parsing: who may not call learns nothing about what a call looks like.
    onRequest: async (request) => {
      const session = await requireSession(parts, request, endpoint.access);
      if (session === null) return;
      sessions.set(request, session);
      // Nobody signed in ever sees, or changes, a filing whose validity ended a moment ago.
      await expireFilings(parts);
    },
    handler: async (request, reply) =>
      handler({
        params: request.params,
        query: request.query,
        body: request.body,
        session: sessions.get(request) ?? null,
        address: request.ip,
        reply,
      }),
  });
}

function schemaOf(
  name: EndpointName,
  endpoint: Endpoint,
): Record<string, unknown> {
  const isBytes = name === "file";
  return {
    operationId: name,
    summary: endpoint.summary,
    security: endpoint.access === "none" ? [] : [{ token: [] }],
    ...(endpoint.params === nothing ? {} : { params: endpoint.params }),
    querystring: endpoint.query,
    ...(endpoint.body === nothing ? {} : { body: endpoint.body }),
    response: isBytes
      ? bytesResponse
      : { 200: endpoint.reply, "4xx": problemResponse, "5xx": problemResponse },
  };
}

const problemResponse = {
  description: "Problem details (RFC 9457) with a stable `code`",
  content: { "application/problem+json": { schema: problemDetailsSchema } },
};
const bytesResponse = { "4xx": problemResponse, "5xx": problemResponse };
