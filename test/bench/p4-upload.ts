import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import type { AttachmentStore } from "../../src-main/attachments/attachment-store.ts";
import { createCompanionClient } from "../../src-main/sync/companion-client.ts";
import { createPiecePace } from "../../src-main/sync/piece-pace.ts";
import { sendFiles } from "../../src-main/sync/send-files.ts";
import { createTransferMeter } from "../../src-main/sync/transfer-meter.ts";
import { makeJpg, makePdf } from "../fixtures/files/make-files.ts";
import { openTestProfile } from "../fixtures/storage/open-test-profile.ts";
import { alternate } from "./alternate.ts";
import { benchLine, type BenchLine } from "./bench-line.ts";
import {
  issueTokens,
  startCompanionProgram,
  usccOf,
} from "./companion-program.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const rounds = 3;

interface BenchFile {
  readonly path: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
}

/** 10 × 10 MB and 3 × 300 KB from the client's sealed store to the API, against `curl -T` to a server that only writes. */
export async function measureUpload(): Promise<BenchLine[]> {
  return inTemporaryFolder(async (folder) => {
    const profile = openTestProfile(folder);
    const files = await makeFiles(folder, profile.attachments);
    const dataDir = join(folder, "companion");
    const companion = await startCompanionProgram(dataDir);
    const bareServer = await startBareServer(folder);
    try {
      // An enterprise of its own per round: the API keeps the bytes of each, and takes none of them twice.
      const usccs = Array.from({ length: rounds }, (_, round) => usccOf(round));
      const tokens = await issueTokens(dataDir, usccs);
      const { productMs, bareMs } = await alternate({
        product: (round) =>
          uploadAll(
            files,
            profile.attachments,
            companion.found,
            tokens[round] ?? "",
          ),
        bare: () => curlAll(files, bareServer),
        rounds,
        // A clerk's upload is a first one, too.
        warmUps: 0,
      });
      const megabytes = files.reduce((sum, { size }) => sum + size, 0) / 1e6;
      return [
        benchLine({
          id: "P4",
          value: (megabytes / productMs) * 1000,
          baseline: (megabytes / bareMs) * 1000,
          unit: "MB/s",
          goal: ">= 0.7",
        }),
      ];
    } finally {
      bareServer.close();
      await companion.end();
      profile.database.close();
    }
  });
}

async function makeFiles(
  folder: string,
  attachments: AttachmentStore,
): Promise<BenchFile[]> {
  const files: BenchFile[] = [];
  for (let index = 0; index < 13; index++) {
    const isPicture = index >= 10;
    const text = `file ${index}`;
    const bytes = isPicture
      ? makeJpg({ text, bytes: 300_000 })
      : makePdf({ text, bytes: 10 * 1024 * 1024 });
    const fileName = `${index}.${isPicture ? "jpg" : "pdf"}`;
    const path = join(folder, fileName);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await writeFile(path, bytes);
    await attachments.put(sha256, bytes);
    files.push({ path, fileName, sha256, size: bytes.length });
  }
  return files;
}

/** As the client sends the files of a save. */
async function uploadAll(
  files: readonly BenchFile[],
  attachments: AttachmentStore,
  origin: string,
  token: string,
): Promise<void> {
  const client = createCompanionClient(origin, fetch);
  const { signal } = new AbortController();
  const context = {
    client,
    token,
    signal,
    pause: signal,
    attachments,
    pace: createPiecePace(),
    meter: createTransferMeter(
      () => performance.now(),
      () => undefined,
    ),
  };
  await sendFiles(
    context,
    files.map(({ sha256, fileName, size }) => ({
      sha256,
      fileName,
      size,
      mediaType: "application/pdf",
    })),
  );
  client.close();
}

async function startBareServer(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = join(folder, `received-${basename(request.url ?? "")}`);
    void pipeline(request, createWriteStream(path)).then(
      () => response.writeHead(201).end(),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function curlAll(
  files: readonly BenchFile[],
  server: Server,
): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const transfers = files.flatMap(({ path, fileName }) => [
    "-T",
    path,
    `http://127.0.0.1:${port}/${fileName}`,
  ]);
  await promisify(execFile)("curl", ["-sS", "--fail", ...transfers]);
}
