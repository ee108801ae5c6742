import { randomUUID } from "node:crypto";
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
} from "fastify";
import {
  serializerCompiler,
  validatorCompiler,
} from "fastify-type-provider-zod";
import { openAccountSecrets } from "./accounts/account-secrets.ts";
import { accountRoutes } from "./accounts/account-routes.ts";
import type {
  CompanionParts,
  RevocationUnknownPolicy,
} from "./companion-parts.ts";
import { dictionaryRoutes } from "./dictionaries/dictionary-routes.ts";
import { openFileShelf } from "./files/file-shelf.ts";
import { countLostFiles } from "./files/lost-files.ts";
import { fileRoutes } from "./files/file-routes.ts";
import { uploadRoutes } from "./files/upload-routes.ts";
import { createChangeBell } from "./filings/change-bell.ts";
import { filingRoutes } from "./filings/filing-routes.ts";
import { runDaily } from "./filings/run-daily.ts";
import { acceptJson } from "./http/accept-json.ts";
import { answerProblems, sendProblem } from "./http/answer-problems.ts";
import { closeConnections } from "./http/close-connections.ts";
import { describeProblem } from "./http/describe-problem.ts";
import { refuseUnreadable } from "./http/refuse-unreadable.ts";
import { admitProxyOnly } from "./http/admit-proxy-only.ts";
import { registerRoutes } from "./http/register-routes.ts";
import { describeApi } from "./openapi/describe-api.ts";
import { createCourier } from "./messages/courier.ts";
import type { MessagePorts } from "./messages/message-ports.ts";
import {
  openOpenIdProvider,
  type OpenIdSettings,
} from "./open-id/open-id-provider.ts";
import { openIdRoutes } from "./open-id/open-id-routes.ts";
import { openReceiptKey } from "./receipts/receipt-key.ts";
import { receiptRoutes } from "./receipts/receipt-routes.ts";
import { reviewRoutes } from "./reviews/review-routes.ts";
import { argon2Hashes } from "./sessions/password-hashes.ts";
import { sessionRoutes } from "./sessions/session-routes.ts";
import { openDatabase } from "./storage/open-database.ts";
import { submissionRoutes } from "./submissions/submission-routes.ts";
import { createOcspResponders } from "./trust/ocsp-responders.ts";
import { createTrustReader } from "./trust/read-trust.ts";
import { trustRoutes } from "./trust/trust-routes.ts";
import product from "../package.json" with { type: "json" };

export interface CompanionOptions {
  readonly dataDir: string;
  /** Public origin; null = the address it listens on. */
  readonly origin: string | null;
  readonly revocationUnknown: RevocationUnknownPolicy;
  /** OCSP responders of the authorities, asked where no current CRL speaks. */
  readonly ocspResponders: readonly string[];
  /** Room of one enterprise, for files held and uploads announced. */
  readonly quotaBytes: number;
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
  /** Address of the only machine that may connect; its X-Forwarded-For is believed. */
  readonly trustedProxy: string | null;
  readonly messages: MessagePorts;
  readonly openId: OpenIdSettings | null;
  readonly log: FastifyBaseLogger;
  readonly now: () => Date;
}

/** The whole API, without a port. */
export async function createServer(
  options: CompanionOptions,
): Promise<FastifyInstance> {
  const server = fastify({
    loggerInstance: options.log,
    // Fastify's own lines name addresses and query texts; what is worth a line is logged where it happens.
    logController: new LogController({ disableRequestLogging: true }),
    // Every field of the form at its longest, twice escaped, and the signature.
    bodyLimit: 4 * 1024 * 1024,
    forceCloseConnections: "idle",
    // Fastify's default is none; 10 MiB over a slow line fit in.
    requestTimeout: 15 * 60 * 1000,
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (_error, _request, reply) => {
      void sendProblem(reply, describeProblem("request-malformed"));
    },
    trustProxy: options.trustedProxy ?? false,
    ...(options.tls === null ? {} : { https: options.tls }),
  }) as unknown as FastifyInstance;
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  answerProblems(server);
  acceptJson(server);
  // Node would write the machine's time; clients count ends down by this one, the clock the ends were made with.
  server.addHook("onSend", async (_request, reply) => {
    reply.header("date", options.now().toUTCString());
  });
  if (options.trustedProxy !== null)
    admitProxyOnly(server, options.trustedProxy);
  const parts = await openParts(server, options);
  // What is added later ends earlier: pieces that are being written are waited for while there is a database.
  server.addHook("onClose", async () => {
    await parts.courier.settle();
    await parts.database.destroy();
  });
  await describeApi(server, product.version);
  registerRoutes(server, parts, {
    health: async () => ({
      product: "used-car-filing-companion",
      version: product.version,
      now: parts.now().toISOString(),
      lostFiles: await countLostFiles(parts.database),
    }),
    ...trustRoutes(parts),
    ...dictionaryRoutes(),
    ...receiptRoutes(parts),
    ...sessionRoutes(parts),
    ...accountRoutes(parts),
    ...openIdRoutes(parts),
    ...filingRoutes(parts),
    ...fileRoutes(parts),
    ...submissionRoutes(parts),
    ...reviewRoutes(parts),
  });
  await server.register(uploadRoutes, {
    parts,
    quotaBytes: options.quotaBytes,
  });
  const stopDaily = await runDaily(parts);
  const closeAsTheyFallIdle = closeConnections(
    server.server,
    options.tls !== null,
  );
  server.addHook("preClose", async () => {
    stopDaily();
    parts.bell.close();
    closeAsTheyFallIdle();
  });
  return server;
}

async function openParts(
  server: FastifyInstance,
  options: CompanionOptions,
): Promise<CompanionParts> {
  const { dataDir, now, log, revocationUnknown } = options;
  const database = await openDatabase(dataDir);
  return {
    database,
    files: openFileShelf(dataDir),
    trust: createTrustReader(database),
    askResponders: createOcspResponders(options.ocspResponders, log, now),
    secrets: openAccountSecrets(dataDir),
    passwords: argon2Hashes,
    courier: createCourier(options.messages, log),
    openId: options.openId === null ? null : openOpenIdProvider(options.openId),
    receiptKey: await openReceiptKey(database, dataDir, now()),
    bell: createChangeBell(),
    startId: randomUUID(),
    log,
    revocationUnknown,
    origin: () => options.origin ?? server.listeningOrigin,
    now,
  };
}
