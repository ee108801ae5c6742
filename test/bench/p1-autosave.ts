import { join } from "node:path";
import { openDatabase } from "../../src-main/storage/open-database.ts";
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

    const measure = async (
      id: string,
      filingId: string,
    ): Promise<BenchLine> => {
      const { productMs, bareMs } = await alternate({
        product: (round) => filings.keep(filingId, typedIn(round)),
        bare: (round) =>
          insert.run(Buffer.from(JSON.stringify(typedIn(round)))),
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

/** As long every time, and never what it was. */
function typedIn(round: number): FilingContent {
  const content = exampleFiling();
  const street = `荣华中路${String(round).padStart(6, "0")}号`;
  return { ...content, fields: { ...content.fields, street } };
}
