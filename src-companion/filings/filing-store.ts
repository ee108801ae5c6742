import { sql, type Selectable, type Updateable } from "kysely";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type {
  CompanionTables,
  FilingMaker,
} from "../storage/companion-tables.ts";
import type {
  CompanionDatabase,
  CompanionTransaction,
} from "../storage/open-database.ts";

export type FilingRow = Selectable<CompanionTables["filings"]> & {
  readonly content: string;
  readonly approved_content: string | null;
};

type Columns = Omit<
  CompanionTables["filings"],
  "id" | "uscc" | "version" | "updated_at" | "change_number"
>;

export type FilingChanges = Updateable<Columns> & {
  readonly content?: FilingContent;
  readonly approvedContent?: FilingContent | null;
};

export async function findFiling(
  database: CompanionDatabase,
  id: string,
): Promise<FilingRow | undefined> {
  return selectFilings(database)
    .where("filings.id", "=", id)
    .executeTakeFirst();
}

/** Whose filings: all of a code, or only those that accounts of the code made. */
export interface FilingScope {
  readonly uscc: string;
  readonly makers: readonly FilingMaker[];
}

export const everyMaker = ["key", "account", "key-after-account"] as const;

/** Removed ones excepted, newest first. */
export async function listFilings(
  database: CompanionDatabase,
  { uscc, makers }: FilingScope,
): Promise<FilingRow[]> {
  return selectFilings(database)
    .where("uscc", "=", uscc)
    .where("maker", "in", makers)
    .where("is_removed", "=", 0)
    .orderBy("created_at", "desc")
    .execute();
}

/** Tombstones included, in the order they changed. */
export async function listChanges(
  database: CompanionDatabase,
  { uscc, makers }: FilingScope,
  after: number,
): Promise<FilingRow[]> {
  return selectFilings(database)
    .where("uscc", "=", uscc)
    .where("maker", "in", makers)
    .where("change_number", ">", after)
    .orderBy("change_number")
    .execute();
}

export async function readCursor(database: CompanionDatabase): Promise<number> {
  const { value } = await database
    .selectFrom("counters")
    .select("value")
    .where("name", "=", "change")
    .executeTakeFirstOrThrow();
  return value;
}

export async function findUnderWay(
  transaction: CompanionTransaction,
  uscc: string,
): Promise<FilingRow | undefined> {
  return selectFilings(transaction)
    .where("uscc", "=", uscc)
    .where("is_removed", "=", 0)
    .where("state", "in", ["to-submit", "under-review", "returned"])
    .executeTakeFirst();
}

export async function insertFiling(
  transaction: CompanionTransaction,
  filing: {
    id: string;
    uscc: string;
    year: number;
    maker: FilingMaker;
    content: FilingContent;
  },
  at: Date,
): Promise<FilingRow> {
  const { content, ...columns } = filing;
  await transaction
    .insertInto("filings")
    .values({
      ...columns,
      kind: "new",
      state: "to-submit",
      version: 1,
      enterprise_name: content.fields.enterpriseName,
      is_signed: 0,
      created_at: at.toISOString(),
      updated_at: at.toISOString(),
      is_removed: 0,
      change_number: await nextChangeNumber(transaction),
    })
    .execute();
  await transaction
    .insertInto("filing_contents")
    .values({
      filing_id: filing.id,
      content: JSON.stringify(content),
      approved_content: null,
    })
    .execute();
  return findExisting(transaction, filing.id);
}

/** Every accepted change grows the version by one and moves the row to the end of the change feed. */
export async function updateFiling(
  transaction: CompanionTransaction,
  id: string,
  { content, approvedContent, ...columns }: FilingChanges,
  at: Date,
): Promise<FilingRow> {
  const changeNumber = await nextChangeNumber(transaction);
  await transaction
    .updateTable("filings")
    .set(columns)
    .set((expression) => ({ version: expression("version", "+", 1) }))
    .set({
      updated_at: at.toISOString(),
      change_number: changeNumber,
      ...(content === undefined
        ? {}
        : { enterprise_name: content.fields.enterpriseName }),
    })
    .where("id", "=", id)
    .execute();
  const contents = {
    ...(content === undefined ? {} : { content: JSON.stringify(content) }),
    ...(approvedContent === undefined
      ? {}
      : {
          approved_content:
            approvedContent === null ? null : JSON.stringify(approvedContent),
        }),
  };
  if (Object.keys(contents).length > 0) {
    await transaction
      .updateTable("filing_contents")
      .set(contents)
      .where("filing_id", "=", id)
      .execute();
  }
  return findExisting(transaction, id);
}

function selectFilings(database: CompanionDatabase) {
  return database
    .selectFrom("filings")
    .innerJoin("filing_contents", "filing_contents.filing_id", "filings.id")
    .selectAll("filings")
    .select(["content", "approved_content"]);
}

async function findExisting(
  transaction: CompanionTransaction,
  id: string,
): Promise<FilingRow> {
  return selectFilings(transaction)
    .where("filings.id", "=", id)
    .executeTakeFirstOrThrow();
}

/** The counter's row is locked until the transaction ends, so numbers become visible in their order. */
async function nextChangeNumber(
  transaction: CompanionTransaction,
): Promise<number> {
  const { value } = await transaction
    .updateTable("counters")
    .set({ value: sql`value + 1` })
    .where("name", "=", "change")
    .returning("value")
    .executeTakeFirstOrThrow();
  return value;
}
