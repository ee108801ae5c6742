import { execFile } from "node:child_process";
import { open, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { AttachmentStore } from "../../src-main/attachments/attachment-store.ts";
import { receiveAttachment } from "../../src-main/attachments/receive-attachment.ts";
import { makePdf } from "../fixtures/files/make-files.ts";
import { openTestProfile } from "../fixtures/storage/open-test-profile.ts";
import { alternate } from "./alternate.ts";
import { benchLine, type BenchLine } from "./bench-line.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const size = 10 * 1024 * 1024;
const pieceBytes = 1024 * 1024;

/** A 10 MB file from its pieces to the durable, sealed copy, against `cp`, fsync and `sha256sum`. */
export async function measureAttaching(): Promise<BenchLine[]> {
  return inTemporaryFolder(async (folder) => {
    const profile = openTestProfile(folder);
    const source = join(folder, "source.pdf");
    const copy = join(folder, "copy.pdf");
    await writeFile(source, makePdf({ bytes: size }));
    const script = 'cp "$0" "$1" && sync "$1" && sha256sum "$1"';
    const attached: string[] = [];
    const { productMs, bareMs } = await alternate({
      product: async () => {
        attached.push(await attach(source, profile.attachments));
      },
      bare: () => promisify(execFile)("sh", ["-c", script, source, copy]),
      // Otherwise the next one would find its bytes there already.
      afterRound: async () => {
        for (const sha256 of attached.splice(0))
          await profile.attachments.erase(sha256);
        await rm(copy);
      },
      rounds: 40,
      warmUps: 3,
    });
    profile.database.close();
    const goal = "<= 1.3";
    return [
      benchLine({
        id: "P3",
        value: productMs,
        baseline: bareMs,
        unit: "ms",
        goal,
      }),
    ];
  });
}

/** As the pieces come from the page: read from the disk one after the other. */
async function attach(path: string, store: AttachmentStore): Promise<string> {
  const incoming = receiveAttachment({
    fileKind: "enterpriseIntroduction",
    fileName: "企业基本情况介绍.pdf",
    size,
  });
  const file = await open(path);
  try {
    for (let offset = 0; offset < size; offset += pieceBytes) {
      const piece = Buffer.allocUnsafe(pieceBytes);
      await file.read(piece, 0, pieceBytes, offset);
      incoming.takePiece(offset, piece);
    }
  } finally {
    await file.close();
  }
  return (await incoming.finish(store)).sha256;
}
