import { mkdtempSync, rmSync, statSync, unlinkSync } from "node:fs";
import { once } from "node:events";
import { request } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  startCompanion,
  type RunningCompanion,
} from "../../../src-companion/start-companion.ts";
import { openDatabase } from "../../../src-companion/storage/open-database.ts";
import { createRequester, succeed } from "./companion-requester.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "companion-folder-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const start = (options = {}): Promise<RunningCompanion> =>
  startCompanion({
    host: "127.0.0.1",
    port: 0,
    dataDir,
    log: pino({ level: "silent" }),
    ...options,
  });

async function receiptKeyIds(): Promise<string[]> {
  const running = await start();
  const { keys } = await succeed(
    createRequester(running.origin),
    "receiptKeys",
  );
  await running.close();
  return keys.map(({ id }) => id);
}

describe("the data folder", () => {
  it("keeps its receipt key, readable by its owner only", async () => {
    const first = await receiptKeyIds();
    const modes = ["receipt-key.pem", "companion.sqlite"].map(
      (name) => statSync(join(dataDir, name)).mode & 0o777,
    );
    expect({ again: await receiptKeyIds(), modes }).toEqual({
      again: first,
      modes: [0o600, 0o600],
    });
  });

  it("keeps serving the old public key after the private one was lost", async () => {
    const [old] = await receiptKeyIds();
    unlinkSync(join(dataDir, "receipt-key.pem"));
    const [newest, ...others] = await receiptKeyIds();
    expect(newest).not.toBe(old);
    expect(others).toEqual([old]);
  });

  it("of a newer program is refused instead of misread", async () => {
    const database = await openDatabase(dataDir);
    await sql`update schema_version set version = 1000`.execute(database);
    await database.destroy();
    await expect(openDatabase(dataDir)).rejects.toThrow(
      "newer than this program",
    );
  });

  it("is written through to the disk at every commit", async () => {
    const database = await openDatabase(dataDir);
    const read = async (name: string) => {
      const { rows } = await sql
        .raw<Record<string, unknown>>(`pragma ${name}`)
        .execute(database);
      return Object.values(rows[0] ?? {})[0];
    };
    const pragmas = [
      await read("journal_mode"),
      await read("synchronous"),
      await read("foreign_keys"),
    ];
    await database.destroy();
    expect(pragmas).toEqual(["wal", 2, 1]);
  });
});

describe("behind a proxy", () => {
  it("answers the proxy and nobody who goes around it", async () => {
    const port = await freePort();
    const running = await start({
      port,
      origin: "https://filing.example.cn",
      trustedProxy: "127.0.0.2",
    });
    const statuses = [
      await statusFrom("127.0.0.2", port),
      await statusFrom("127.0.0.1", port),
    ];
    await running.close();
    expect(statuses).toEqual([200, 403]);
  });
});

function statusFrom(
  localAddress: string,
  port: number,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: "127.0.0.1", port, path: "/health", localAddress },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    asked.once("error", reject).end();
  });
}

/** The origin is the public one here, so the port must be known beforehand. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
