import { closeSync, existsSync, openSync, readSync } from "node:fs";
import pkcs11js from "pkcs11js";

/** One line the simulator wrote; never a PIN. */
export interface JournalEntry {
  readonly processId: number;
  readonly function: string;
  /** 0: the call is about no slot. */
  readonly slot: number;
  readonly event:
    | "entered"
    | "answered"
    | "fails"
    | "hangs"
    | "crashes"
    | "is-delayed"
    | "loses-key";
  /** With `entered` of C_Login: who; with `answered`: the name of the return code. */
  readonly detail: string;
}

/** What the journal holds at each call; thousands of walks write megabytes, so only what is new is read. */
export function followJournal(path: string): () => readonly JournalEntry[] {
  const entries: JournalEntry[] = [];
  let readBytes = 0;
  let begunLine = Buffer.alloc(0);
  return () => {
    const appended = Buffer.concat([begunLine, readFrom(path, readBytes)]);
    readBytes += appended.length - begunLine.length;
    const end = appended.lastIndexOf("\n") + 1;
    begunLine = Buffer.from(appended.subarray(end));
    const lines = appended.toString("utf8", 0, end).split("\n").slice(0, -1);
    for (const line of lines) entries.push(readLine(line));
    return entries;
  };
}

function readFrom(path: string, position: number): Buffer {
  if (!existsSync(path)) return Buffer.alloc(0);
  const file = openSync(path, "r");
  try {
    const pieces: Buffer[] = [];
    for (let at = position; ;) {
      const piece = Buffer.alloc(64 * 1024);
      const length = readSync(file, piece, 0, piece.length, at);
      if (length === 0) return Buffer.concat(pieces);
      pieces.push(piece.subarray(0, length));
      at += length;
    }
  } finally {
    closeSync(file);
  }
}

function readLine(line: string): JournalEntry {
  const [processId, name = "", slot, event, detail = ""] = line.split(" ");
  return {
    processId: Number(processId),
    function: name,
    slot: Number(slot),
    event: event as JournalEntry["event"],
    detail: event === "answered" ? nameReturnCode(Number(detail)) : detail,
  };
}

const namesByNumber = new Map(
  Object.entries(pkcs11js)
    .filter(([name]) => name.startsWith("CKR_"))
    .map(([name, value]) => [Number(value), name]),
);

function nameReturnCode(value: number): string {
  return namesByNumber.get(value) ?? `0x${value.toString(16)}`;
}
