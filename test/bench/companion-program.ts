import { join } from "node:path";
import { issueSession } from "../../src-companion/sessions/session-store.ts";
import { openDatabase } from "../../src-companion/storage/open-database.ts";
import {
  startProgram,
  type StartedProgram,
} from "../fixtures/programs/start-program.ts";

const ready = /"address":"([^"]+)"/;

/** The real API as a process of its own, so that it shares no event loop with the client that measures it. */
export function startCompanionProgram(
  dataDir: string,
): Promise<StartedProgram> {
  return startProgram(
    ["src-companion/start-server.ts"],
    { COMPANION_PORT: "0", COMPANION_DATA_DIR: dataDir },
    ready,
  );
}

/** A program of this folder that prints its address the same way. */
export function startBareProgram(
  fileName: string,
  args: readonly string[],
): Promise<StartedProgram> {
  const program = join(import.meta.dirname, fileName);
  return startProgram([program, ...args], {}, ready);
}

/** Sessions as a sign-in would leave them, one per enterprise. */
export async function issueTokens(
  dataDir: string,
  usccs: readonly string[],
): Promise<string[]> {
  const database = await openDatabase(dataDir);
  const tokens: string[] = [];
  for (const uscc of usccs) {
    const { token } = await issueSession(
      database,
      {
        kind: "key",
        uscc,
        enterpriseName: "测试企业",
        holderName: "张三",
        certificateSha256: "0".repeat(64),
      },
      new Date(),
    );
    tokens.push(token);
  }
  await database.destroy();
  return tokens;
}

/** Of the right shape; no two enterprises share one. */
export function usccOf(index: number): string {
  return `91110000MA${String(index).padStart(8, "0")}`;
}
