import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import type { DemoAuthority } from "../../../dev/demo-ca/demo-authority.ts";
import {
  startCompanion,
  type RunningCompanion,
  type StartOptions,
} from "../../../src-companion/start-companion.ts";
import type { Message } from "../../../src-companion/messages/message-ports.ts";
import { createReviewer } from "../../../src-companion/sessions/reviewer-store.ts";
import {
  openDatabase,
  type CompanionDatabase,
} from "../../../src-companion/storage/open-database.ts";
import { addTrust } from "../../../src-companion/trust/trust-store.ts";
import {
  derOf,
  estateTime,
  makeCrl,
  makeRoot,
} from "../../fixtures/certificates/make-certificate-estate.ts";
import { createRequester, type Requester } from "./companion-requester.ts";

export interface TestCompanion {
  readonly origin: string;
  readonly dataDir: string;
  /** A connection of its own, as the commands have one. */
  readonly database: CompanionDatabase;
  readonly root: DemoAuthority;
  readonly clock: { now: Date };
  /** Everything sent by SMS and mail, oldest first. */
  readonly sent: (Message & { readonly way: "sms" | "mail" })[];
  readonly request: Requester;
  signInReviewer(): Promise<string>;
  advance(ms: number): void;
  /** Stopped, and started again on the same folder after so long; its origin is another one then. */
  restartAfter(ms: number): Promise<void>;
  close(): Promise<void>;
}

export const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;

/** The real API on a free port with a temporary folder, a clock that tests move, and one trusted authority with its CRL. */
export async function startTestCompanion(
  options: Partial<StartOptions> = {},
): Promise<TestCompanion> {
  const { dataDir = mkdtempSync(join(tmpdir(), "companion-")) } = options;
  const clock = { now: estateTime };
  const database = await openDatabase(dataDir);
  const root = await makeRoot();
  await addTrust(database, "anchor", derOf(root.certificate), clock.now);
  await addTrust(database, "crl", await makeCrl(root), clock.now);
  const sent: TestCompanion["sent"] = [];
  const start = (): Promise<RunningCompanion> =>
    startCompanion({
      host: "127.0.0.1",
      port: 0,
      dataDir,
      log: pino({ level: "silent" }),
      now: () => clock.now,
      messages: {
        sms: async (message) => void sent.push({ way: "sms", ...message }),
        mail: async (message) => void sent.push({ way: "mail", ...message }),
      },
      ...options,
    });
  let running = await start();
  const request: Requester = (name, parts) =>
    createRequester(running.origin)(name, parts);
  const advance = (ms: number): void => {
    clock.now = new Date(clock.now.getTime() + ms);
  };
  return {
    get origin() {
      return running.origin;
    },
    dataDir,
    database,
    root,
    clock,
    sent,
    request,
    signInReviewer: () => signInReviewer(database, request, clock.now),
    advance,
    restartAfter: async (ms) => {
      await running.close();
      advance(ms);
      running = await start();
    },
    close: async () => {
      await running.close();
      await database.destroy();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export const reviewerPassword = "correct horse battery";
export const authority = "北京市商务局";

async function signInReviewer(
  database: CompanionDatabase,
  request: Requester,
  now: Date,
): Promise<string> {
  const name = `reviewer-${randomUUID()}`;
  await createReviewer(
    database,
    { name, password: reviewerPassword, authority, province: "北京市" },
    now,
  );
  const { body } = await request("signInReviewer", {
    body: { name, password: reviewerPassword },
  });
  return (body as { token: string }).token;
}
