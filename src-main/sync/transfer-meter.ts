import type { Transfer } from "../../src-shared/sync/sync-procedures.ts";

/** Counts what is on its way: file n of m, bytes, speed, time left. One thing is sent at a time. */
export interface TransferMeter {
  view(): Transfer | null;
  begin(filingId: string, purpose: Transfer["purpose"]): void;
  /** `missing` is what the API does not hold of `totalFiles`. */
  expectFiles(totalFiles: number, missing: readonly MeteredFile[]): void;
  beginFile(file: MeteredFile): void;
  /** Bytes of this file that the API holds. The first report says where it goes on. */
  report(sha256: string, sentBytes: number): void;
  endFile(sha256: string): void;
  end(): void;
}

export interface MeteredFile {
  readonly sha256: string;
  readonly fileName: string;
  readonly size: number;
}

interface RunningFile extends MeteredFile {
  sentBytes: number | null;
}

/** Long enough to even out single pieces, short enough to follow a network that changes. */
const windowMs = 8000;
const shortestJudgedMs = 400;

export function createTransferMeter(
  now: () => number,
  onChanged: (what: "files" | "bytes") => void,
): TransferMeter {
  let purpose: Pick<Transfer, "filingId" | "purpose"> | null = null;
  let totals = { sentFiles: 0, totalFiles: 0, doneBytes: 0, totalBytes: 0 };
  let samples: { at: number; bytes: number }[] = [];
  const running = new Map<string, RunningFile>();

  const note = (bytes: number): void => {
    const at = now();
    samples.push({ at, bytes });
    samples = samples.filter((sample) => at - sample.at <= windowMs);
  };
  const bytesPerSecond = (): number | null => {
    const [first] = samples;
    const last = samples.at(-1);
    if (first === undefined || last === undefined) return null;
    const elapsedMs = last.at - first.at;
    if (elapsedMs < shortestJudgedMs) return null;
    // What the first sample tells arrived before the window began.
    const moved = samples.reduce((sum, { bytes }) => sum + bytes, 0);
    return Math.round(((moved - first.bytes) / elapsedMs) * 1000);
  };
  const clear = (): void => {
    totals = { sentFiles: 0, totalFiles: 0, doneBytes: 0, totalBytes: 0 };
    running.clear();
  };

  return {
    view: () => {
      if (purpose === null) return null;
      const { sentFiles, totalFiles, doneBytes, totalBytes } = totals;
      const files = [...running.values()].map((file) => ({
        sha256: file.sha256,
        fileName: file.fileName,
        size: file.size,
        sentBytes: file.sentBytes ?? 0,
      }));
      const sentBytes =
        doneBytes + files.reduce((sum, file) => sum + file.sentBytes, 0);
      const speed = sentBytes < totalBytes ? bytesPerSecond() : null;
      return {
        ...purpose,
        sentFiles,
        totalFiles,
        sentBytes,
        totalBytes,
        bytesPerSecond: speed,
        secondsLeft:
          speed === null || speed === 0
            ? null
            : Math.ceil((totalBytes - sentBytes) / speed),
        files,
      };
    },
    begin: (filingId, nextPurpose) => {
      clear();
      purpose = { filingId, purpose: nextPurpose };
      onChanged("bytes");
    },
    expectFiles: (totalFiles, missing) => {
      clear();
      totals = {
        sentFiles: totalFiles - missing.length,
        totalFiles,
        doneBytes: 0,
        totalBytes: missing.reduce((sum, { size }) => sum + size, 0),
      };
      onChanged("files");
    },
    beginFile: (file) => {
      running.set(file.sha256, { ...file, sentBytes: null });
      onChanged("bytes");
    },
    report: (sha256, sentBytes) => {
      const file = running.get(sha256);
      if (file === undefined) return;
      // Where an earlier try had come to says nothing about the speed of this one.
      note(Math.max(0, sentBytes - (file.sentBytes ?? sentBytes)));
      file.sentBytes = sentBytes;
      onChanged("bytes");
    },
    endFile: (sha256) => {
      const file = running.get(sha256);
      if (file === undefined) return;
      running.delete(sha256);
      totals.sentFiles += 1;
      totals.doneBytes += file.size;
      onChanged("files");
    },
    end: () => {
      const what = totals.totalFiles === 0 ? "bytes" : "files";
      clear();
      purpose = null;
      onChanged(what);
    },
  };
}
