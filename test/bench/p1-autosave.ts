import { join } from "node:path";
import {
  openDatabase,
  type Database,
} from "../../src-main/storage/open-database.ts";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import { exampleFiling } from "../fixtures/filings/example-filing.ts";
import { openTestProfile } from "../fixtures/storage/open-test-profile.ts";
import { alternate } from "./alternate.ts";
import { benchLine, type BenchLine } from "./bench-line.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const draftId = "6a0f3f57-0a51-4b7e-9a53-9b7f2c1d0e11";
const savedId = "6a0f3f57-0a51-4b7e-9a53-9b7f2c1d0e12";

/** One changed field kept durably, against one bare insert of the same bytes under the same pragmas. */
export async function measureAutosave(): Promise<BenchLine[]> {
  return inTemporaryFolder(async (folder) => {
    const profile = openTestProfile(folder);
    const bareDatabase = openDatabase(join(folder, "bare.sqlite"));
    bareDatabase.exec(
      "CREATE TABLE bare (id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT",
    );
    const insert = bareDatabase.prepare<[Buffer]>(
      "INSERT INTO bare (content) VALUES (?)",
    );
    const { filings } = profile;
    filings.keep(draftId, exampleFiling());
    filings.save(savedId, exampleFiling());

    const keepOnce = (filingId: string) => (round: number) =>
      filings.keep(filingId, typedIn(round));
    const insertOnce = (round: number) =>
      insert.run(Buffer.from(JSON.stringify(typedIn(round))));
    growLog(profile.database, keepOnce(draftId));
    growLog(bareDatabase, insertOnce);

    const measure = async (
      id: string,
      filingId: string,
    ): Promise<BenchLine> => {
      const { productMs, bareMs } = await alternate({
        product: keepOnce(filingId),
        bare: insertOnce,
        rounds: 500,
        warmUps: 50,
      });
      const goal = "<= 1.5";
      return benchLine({
        id,
        value: productMs,
        baseline: bareMs,
        unit: "ms",
        goal,
      });
    };
    const lines = [
      await measure("P1-draft", draftId),
      await measure("P1-saved-row", savedId),
    ];
    bareDatabase.close();
    profile.database.close();
    return lines;
  });
}

/**
 * A write-ahead log is written over once it has its size, and an fsync is dearer while it still grows: both sides start
 * in the lasting state. Whichever needs more pages would reach it first otherwise.
 */
function growLog(database: Database, write: (round: number) => unknown): void {
  database.pragma("synchronous = OFF");
  for (let round = 0; round < 1200; round++) write(-round);
  database.pragma("synchronous = FULL");
}

/** As long every time, and never what it was. */
function typedIn(round: number): FilingContent {
  const content = exampleFiling();
  const street = `荣华中路${String(round).padStart(6, "0")}号`;
  return { ...content, fields: { ...content.fields, street } };
}
