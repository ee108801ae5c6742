import { CompiledQuery, type RootOperationNode } from "kysely";
import type { CompanionDatabase } from "../../../src-companion/storage/open-database.ts";

/** SQLite's plans of the very queries that this work asks, with the values it binds. */
export async function explainQueries(
  database: CompanionDatabase,
  work: (watched: CompanionDatabase) => Promise<unknown>,
): Promise<string[]> {
  const asked: CompiledQuery[] = [];
  const watched = database.withPlugin({
    transformQuery: ({ node, queryId }) => {
      asked.push(database.getExecutor().compileQuery(node, queryId));
      return node satisfies RootOperationNode;
    },
    transformResult: async ({ result }) => result,
  });
  await work(watched);
  const plans: string[] = [];
  for (const { sql, parameters } of asked) {
    const { rows } = await database.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
    );
    plans.push(rows.map(({ detail }) => detail).join("; "));
  }
  return plans;
}
