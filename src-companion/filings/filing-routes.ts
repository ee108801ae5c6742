import type { CompanionParts } from "../companion-parts.ts";
import type { Call, RouteHandlers } from "../http/route-handlers.ts";
import { findInForce } from "./approval-period-store.ts";
import { deleteFiling } from "./delete-filing.ts";
import { readHistory } from "./filing-history-store.ts";
import { listChanges, listFilings, readCursor } from "./filing-store.ts";
import { findKeptFiling, isVisible } from "./find-visible-filing.ts";
import { followedBy, listedFor } from "./maker-of-filing.ts";
import { saveFiling } from "./save-filing.ts";
import { toFilingRecord, toTombstone } from "./to-filing-record.ts";

type FilingRoutes = Pick<
  RouteHandlers,
  | "listFilings"
  | "changes"
  | "filing"
  | "saveFiling"
  | "deleteFiling"
  | "filingInForce"
>;

export function filingRoutes(parts: CompanionParts): FilingRoutes {
  const { database, bell, now } = parts;
  return {
    listFilings: async ({ session }) => {
      // The cursor first: a change in between then comes once more with the feed instead of never.
      const cursor = await readCursor(database);
      return {
        filings: (await listFilings(database, listedFor(session))).map(
          toFilingRecord,
        ),
        cursor,
      };
    },
    changes: (call) => waitForChanges(parts, call),
    filing: async ({ params, session }) => {
      const row = await findKeptFiling(database, params.filingId, session);
      return {
        filing: toFilingRecord(row),
        history: await readHistory(database, row.id),
      };
    },
    saveFiling: async ({ params, body, session, address }) => {
      const filing = await saveFiling(
        database,
        { ...params, ...body },
        session,
        address,
        now(),
      );
      bell.ring(session.uscc);
      return { filing };
    },
    deleteFiling: async ({ params, query, session, address }) => {
      const filing = await deleteFiling(
        database,
        { ...params, ...query },
        session,
        address,
        now(),
      );
      bell.ring(session.uscc);
      return { filing };
    },
    filingInForce: async ({ query, session }) => ({
      inForce: await findInForce(database, listedFor(session), query.on),
    }),
  };
}

async function waitForChanges(
  { database, bell, startId }: CompanionParts,
  { session, query, reply }: Call<"changes">,
) {
  const known = await readCursor(database);
  // This database was put back from a copy: it does not know any more what the asker has seen, and says so at once.
  if (query.after > known) return { filings: [], cursor: known, startId };
  const scope = followedBy(session);
  const listener = bell.listen(session.uscc);
  reply.raw.once("close", listener.cancel);
  try {
    let changed = await listChanges(database, scope, query.after);
    if (changed.length === 0 && query.waitSeconds > 0) {
      await listener.wait(query.waitSeconds * 1000);
      changed = await listChanges(database, scope, query.after);
    }
    const cursor = changed.at(-1)?.change_number ?? query.after;
    return {
      filings: changed.map((row) =>
        isVisible(row, session) ? toFilingRecord(row) : toTombstone(row),
      ),
      cursor,
      startId,
    };
  } finally {
    listener.cancel();
  }
}
