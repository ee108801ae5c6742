import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { findFreePort } from "../../fixtures/programs/find-free-port.ts";
import { createReviewer } from "../../../src-companion/sessions/reviewer-store.ts";
import type { RunningCompanion } from "../../../src-companion/start-companion.ts";
import { openDatabase } from "../../../src-companion/storage/open-database.ts";
import { createCompanionClient } from "../../../src-main/sync/companion-client.ts";
import { startApi, type Trial } from "../session/trial-parts.ts";
import { startFaultyProxy, type FaultyProxy } from "./faulty-proxy.ts";

/** The API behind a network that the test breaks; the address the clients know stays the same. */
export interface TrialNetwork {
  readonly proxy: FaultyProxy;
  readonly dataDir: string;
  startApi(): Promise<void>;
  stopApi(): Promise<void>;
  /** What the API keeps of submissions: ids, and how often its history tells of one. */
  submissionsKept(): { ids: unknown[]; historyCount: unknown };
  /** 审核通过 or 审核不通过 by a reviewer. */
  decide(filingId: string, decision: "approve" | "return"): Promise<void>;
  close(): Promise<void>;
}

export async function startTrialNetwork(trial: Trial): Promise<TrialNetwork> {
  const dataDir = mkdtempSync(join(trial.folder, "api-"));
  const proxy = await startFaultyProxy();
  const port = await findFreePort();
  let api: RunningCompanion | null = null;
  const stop = async (): Promise<void> => {
    proxy.target = null;
    await api?.close();
    api = null;
  };
  const network: TrialNetwork = {
    proxy,
    dataDir,
    startApi: async () => {
      api = await startApi(trial, dataDir, port, proxy.origin);
      proxy.target = `http://127.0.0.1:${port}`;
    },
    stopApi: stop,
    submissionsKept: () => {
      const database = new Sqlite(join(dataDir, "companion.sqlite"), {
        readonly: true,
      });
      const ids = database.prepare("SELECT id FROM submissions").pluck().all();
      const historyCount = database
        .prepare("SELECT COUNT(*) FROM filing_history WHERE action = 'submit'")
        .pluck()
        .get();
      database.close();
      return { ids, historyCount };
    },
    decide: (filingId, decision) =>
      decideAsReviewer(dataDir, `http://127.0.0.1:${port}`, filingId, decision),
    close: async () => {
      await stop();
      await proxy.close();
    },
  };
  await network.startApi();
  return network;
}

async function decideAsReviewer(
  dataDir: string,
  origin: string,
  filingId: string,
  decision: "approve" | "return",
): Promise<void> {
  const database = await openDatabase(dataDir);
  const reviewer = { name: "reviewer", password: "reviewer-password-1" };
  const office = { authority: "北京市商务局", province: "北京市" };
  await createReviewer(database, { ...reviewer, ...office }, new Date());
  await database.destroy();
  const client = createCompanionClient(origin, fetch);
  const { token } = await client.call("signInReviewer", { body: reviewer });
  const params = { filingId };
  const { filing } = await client.call("filing", { params }, { token });
  const { id: submissionId = "", digest = "" } = filing.latestSubmission ?? {};
  const opinion = decision === "return" ? "材料不清晰" : null;
  const body = { submissionId, digest, decision, opinion };
  await client.call("decide", { params, body }, { token });
  client.close();
}
