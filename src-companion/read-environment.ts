import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { needTogether } from "./check-variables.ts";
import {
  checkMessageVariables,
  messageVariables,
  openMessagePorts,
} from "./messages/message-variables.ts";
import {
  checkOpenIdVariables,
  openIdVariables,
  readOpenIdSettings,
} from "./open-id/open-id-variables.ts";
import type { StartOptions } from "./start-companion.ts";

const environmentSchema = z
  .object({
    COMPANION_HOST: z.string().default("127.0.0.1"),
    COMPANION_PORT: z.coerce.number().int().min(0).max(65_535).default(8643),
    COMPANION_DATA_DIR: z.string().min(1).default("companion-data"),
    COMPANION_ORIGIN: z.string().optional(),
    COMPANION_TLS_CERT: z.string().optional(),
    COMPANION_TLS_KEY: z.string().optional(),
    COMPANION_TRUSTED_PROXY: z.string().optional(),
    COMPANION_REVOCATION_UNKNOWN: z.enum(["mark", "refuse"]).default("mark"),
    COMPANION_OCSP_RESPONDERS: z
      .string()
      .default("")
      .transform((list) => list.split(",").filter((each) => each !== ""))
      .pipe(z.array(z.url({ protocol: /^https?$/ }))),
    ...messageVariables,
    ...openIdVariables,
  })
  .check((check) =>
    needTogether(check, "COMPANION_TLS_CERT", "COMPANION_TLS_KEY"),
  )
  .check(checkMessageVariables)
  .check(checkOpenIdVariables);

/** Throws a ZodError whose paths are the names of the variables. */
export function readEnvironment(environment: NodeJS.ProcessEnv): StartOptions {
  // An empty variable is one that was switched off, not an empty path.
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== ""),
  );
  const read = environmentSchema.parse(given);
  return {
    host: read.COMPANION_HOST,
    port: read.COMPANION_PORT,
    dataDir: resolve(read.COMPANION_DATA_DIR),
    origin: read.COMPANION_ORIGIN ?? null,
    trustedProxy: read.COMPANION_TRUSTED_PROXY ?? null,
    revocationUnknown: read.COMPANION_REVOCATION_UNKNOWN,
    ocspResponders: read.COMPANION_OCSP_RESPONDERS,
    messages: openMessagePorts(read),
    openId: readOpenIdSettings(read),
    tls:
      read.COMPANION_TLS_CERT === undefined ||
      read.COMPANION_TLS_KEY === undefined
        ? null
        : {
            cert: readFileSync(read.COMPANION_TLS_CERT),
            key: readFileSync(read.COMPANION_TLS_KEY),
          },
  };
}
