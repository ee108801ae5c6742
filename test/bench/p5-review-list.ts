import { randomUUID } from "node:crypto";
import { join } from "node:path";
import Sqlite, { type Database } from "better-sqlite3";
import {
  listForReview,
  type ReviewQuery,
} from "../../src-companion/reviews/review-store.ts";
import { openDatabase } from "../../src-companion/storage/open-database.ts";
import { alternate } from "./alternate.ts";
import { benchLine, type BenchLine } from "./bench-line.ts";
import { usccOf } from "./companion-program.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const filingCount = 20_000;
const page = { limit: 50, offset: 0 };
const columns =
  "id, uscc, enterprise_name, kind, state, year, submission_id, submission_digest, submitted_at, is_signed";

/** Number of hits and first page, by state and by state with a searched name. */
export async function measureReviewList(): Promise<BenchLine[]> {
  return inTemporaryFolder(async (folder) => {
    const database = await openDatabase(folder);
    const plain = new Sqlite(join(folder, "companion.sqlite"));
    fillFilings(plain);
    const bare = bareList(plain, join(folder, "bare.sqlite"));
    const measure = async (
      id: string,
      query: ReviewQuery,
    ): Promise<BenchLine> => {
      const { productMs, bareMs } = await alternate({
        product: () => listForReview(database, query),
        bare: () => bare.read(query),
        rounds: 100,
        warmUps: 10,
      });
      const goal = "<= 2";
      return benchLine({
        id,
        value: productMs,
        baseline: bareMs,
        unit: "ms",
        goal,
      });
    };
    const lines = [
      await measure("P5-review-list-state", { ...page, state: "under-review" }),
      await measure("P5-review-list-text", {
        ...page,
        state: "under-review",
        text: "企业 77",
      }),
    ];
    bare.close();
    plain.close();
    await database.destroy();
    return lines;
  });
}

function fillFilings(database: Database): void {
  const insert = database.prepare(
    `INSERT INTO filings (id, uscc, kind, state, version, year, enterprise_name, submission_id, submission_digest,
      submitted_at, is_signed, created_at, updated_at, change_number)
     VALUES (?, ?, 'new', ?, 2, 2026, ?, ?, ?, ?, 1, ?, ?, ?)`,
  );
  const states = ["under-review", "approved", "returned", "expired"];
  database.transaction(() => {
    for (let index = 0; index < filingCount; index++) {
      const at = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
      const state = states[index % states.length];
      const submission = [randomUUID(), "0".repeat(64), at];
      const name = `测试企业 ${index}`;
      insert.run(
        ...[randomUUID(), usccOf(index), state, name],
        ...[...submission, at, at, index],
      );
    }
  })();
}

/** The same rows and nothing else, in a file of its own with the one index that these questions want. */
function bareList(filled: Database, path: string) {
  filled.prepare("ATTACH ? AS bare").run(path);
  filled.exec(`CREATE TABLE bare.list AS SELECT ${columns} FROM filings`);
  filled.exec(
    "CREATE INDEX bare.list_by_state ON list (state, submitted_at DESC, id)",
  );
  filled.exec("DETACH bare");
  const database = new Sqlite(path);
  const where = "FROM list WHERE state = ? AND enterprise_name LIKE ?";
  const order = "ORDER BY submitted_at DESC, id LIMIT ? OFFSET ?";
  const inState = where.replace(" AND enterprise_name LIKE ?", "");
  const countInState = database.prepare(`SELECT count(*) ${inState}`);
  const rowsInState = database.prepare(`SELECT * ${inState} ${order}`);
  const countNamed = database.prepare(`SELECT count(*) ${where}`);
  const rowsNamed = database.prepare(`SELECT * ${where} ${order}`);
  return {
    read: ({ state, text, limit, offset }: ReviewQuery): unknown => {
      if (text === undefined)
        return [countInState.get(state), rowsInState.all(state, limit, offset)];
      const name = `%${text}%`;
      return [
        countNamed.get(state, name),
        rowsNamed.all(state, name, limit, offset),
      ];
    },
    close: () => database.close(),
  };
}
