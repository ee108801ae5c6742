import { mkdir } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";
import { uploadPath } from "../../src-shared/companion-api/filing-endpoints.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { requireSession } from "../sessions/require-session.ts";
import type { EnterpriseSession } from "../sessions/session.ts";
import { createTusServer } from "./tus-server.ts";

export async function uploadRoutes(
  server: FastifyInstance,
  { parts, quotaBytes }: { parts: CompanionParts; quotaBytes: number },
): Promise<void> {
  const sessions = new WeakMap<IncomingMessage, EnterpriseSession>();
  const { tus, settle } = createTusServer(parts, {
    quotaBytes,
    sessionOf: (request) => {
      const session = sessions.get(request);
      if (session === undefined) throw new ProblemError("not-signed-in");
      return session;
    },
  });
  server.addHook("onClose", settle);
  // The file store makes its folder without being waited for and would end the process over an error; asking for the
  // same here keeps that moment inside the start.
  await mkdir(parts.files.incomingDir, { recursive: true });
  // tus reads the body itself, byte by byte as it comes.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", (_request, _payload, done) => done(null));
  for (const url of [uploadPath, `${uploadPath}/:uploadId`]) {
    server.route({
      method: url === uploadPath ? ["POST"] : ["HEAD", "PATCH", "DELETE"],
      url,
      schema: { hide: true },
      onRequest: async (request) => {
        // What `enterprise` admits has a code; the type cannot say so for every access at once.
        const session = (await requireSession(
          parts,
          request,
          "enterprise",
        )) as EnterpriseSession;
        sessions.set(request.raw, session);
      },
      handler: async (request, reply) => {
        reply.hijack();
        await tus.handle(request.raw, reply.raw);
      },
    });
  }
}
