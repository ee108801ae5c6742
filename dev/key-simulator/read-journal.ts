import { existsSync, readFileSync } from "node:fs";
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

export function readJournal(path: string): JournalEntry[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return lines.map(readLine);
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
