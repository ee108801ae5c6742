import pino from "pino";
import { checkExposure, type ExposureProblem } from "./check-exposure.ts";
import { createServer, type CompanionOptions } from "./create-server.ts";

export interface RunningCompanion {
  readonly origin: string;
  /** Ends waiting polls, answers what is under way, closes the database. */
  close(): Promise<void>;
}

export type StartOptions = Partial<CompanionOptions> & {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly dataDir: string;
};

const defaultQuotaBytes = 2 * 1024 * 1024 * 1024;

/** Throws ExposureError instead of speaking plain HTTP beyond this machine. */
export async function startCompanion(
  options: StartOptions,
): Promise<RunningCompanion> {
  const {
    host,
    port,
    origin = null,
    tls = null,
    trustedProxy = null,
  } = options;
  const problem = checkExposure({
    host,
    origin,
    hasTls: tls !== null,
    trustedProxy,
  });
  if (problem !== null) throw new ExposureError(problem);
  const server = await createServer({
    dataDir: options.dataDir,
    origin,
    tls,
    trustedProxy,
    revocationUnknown: options.revocationUnknown ?? "mark",
    ocspResponders: options.ocspResponders ?? [],
    messages: options.messages ?? { sms: null, mail: null },
    openId: options.openId ?? null,
    quotaBytes: options.quotaBytes ?? defaultQuotaBytes,
    // Standard output belongs to the one line that says where the server is.
    log: options.log ?? pino(pino.destination(2)),
    now: options.now ?? (() => new Date()),
  });
  try {
    await server.listen({ host, port });
  } catch (error) {
    await server.close();
    throw error;
  }
  return {
    origin: origin ?? server.listeningOrigin,
    close: () => server.close(),
  };
}

export class ExposureError extends Error {
  readonly code: ExposureProblem;

  constructor(code: ExposureProblem) {
    super(code);
    this.name = "ExposureError";
    this.code = code;
  }
}
