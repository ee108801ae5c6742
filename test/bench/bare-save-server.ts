// The least that a server keeping saves can do: parse, insert durably, answer.
import Sqlite from "better-sqlite3";
import fastify from "fastify";

const [path] = process.argv.slice(2);
const database = new Sqlite(path ?? "");
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec(
  "CREATE TABLE saves (id INTEGER PRIMARY KEY, filing_id TEXT, body TEXT) STRICT",
);
const insert = database.prepare<[string, string]>(
  "INSERT INTO saves (filing_id, body) VALUES (?, ?)",
);

const server = fastify();
server.put<{
  Params: { filingId: string };
  Body: { baseVersion: number };
}>("/v1/filings/:filingId", async ({ params, body }) => {
  insert.run(params.filingId, JSON.stringify(body));
  return { filing: { version: body.baseVersion + 1 } };
});
const address = await server.listen({ host: "127.0.0.1", port: 0 });
console.log(JSON.stringify({ address }));
