import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import {
  startCompanion,
  type RunningCompanion,
} from "../../src-companion/start-companion.ts";
import { writeOutbox } from "../../src-companion/messages/write-outbox.ts";
import { createReviewer } from "../../src-companion/sessions/reviewer-store.ts";
import { openDatabase } from "../../src-companion/storage/open-database.ts";
import { readPemOrDer } from "../../src-companion/trust/read-pem-or-der.ts";
import { addTrust } from "../../src-companion/trust/trust-store.ts";
import {
  createDemoEstate,
  type DemoEstate,
} from "../demo-ca/create-demo-estate.ts";
import { prepareAccount } from "./prepare-account.ts";

/** No secret: it opens a trial API on this machine's loopback, and is printed at each start. */
export const reviewer = {
  name: "demo",
  password: "demo-reviewer",
  authority: "北京市商务局",
  province: "北京市",
} as const;

/** Where the trial API writes its SMS and mails; nobody's telephone rings. */
export function outboxesOf(folder: string) {
  return {
    sms: join(folder, "sms-outbox"),
    mail: join(folder, "mail-outbox"),
  };
}

/** Demo key, account, reviewer and trust, each made only where it is not there yet. */
export async function prepareTrial(folder: string): Promise<DemoEstate> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = await createDemoEstate(join(folder, "key"));
  const database = await openDatabase(join(folder, "companion"));
  try {
    await createReviewer(database, reviewer, new Date());
    await prepareAccount(database, join(folder, "companion"));
    const trusted = [
      ["anchor", key.caFile],
      ["crl", key.crlFile],
    ] as const;
    for (const [kind, file] of trusted)
      for (const der of readPemOrDer(readFileSync(file)))
        await addTrust(database, kind, der, new Date());
  } finally {
    await database.destroy();
  }
  return key;
}

/** Its log goes to a file: the terminal belongs to the five lines that a newcomer needs. */
export async function startTrialCompanion(
  folder: string,
  port: number,
): Promise<RunningCompanion> {
  const log = pino(pino.destination(join(folder, "companion.log")));
  const now = (): Date => new Date();
  const outboxes = outboxesOf(folder);
  const options = {
    host: "127.0.0.1",
    dataDir: join(folder, "companion"),
    messages: {
      sms: writeOutbox(outboxes.sms, now),
      mail: writeOutbox(outboxes.mail, now),
    },
    log,
  };
  try {
    return await startCompanion({ ...options, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    console.log(`端口 ${port} 已被占用，改用其他端口。`);
    return startCompanion({ ...options, port: 0 });
  }
}
