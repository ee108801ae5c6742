import { readFileSync } from "node:fs";

/** One call as OpenSC's pkcs11-spy wrote it down, between the application and the driver. */
export interface SpiedCall {
  readonly name: string;
  /** Given or returned; null for a call about none. */
  readonly session: string | null;
  readonly returned: string;
  /** Of a search: the handles it found. */
  readonly found: readonly string[];
  /** The handle of the key or object it is about. */
  readonly object: string | null;
  /** Bytes of an attribute, in hex, as searched for or as read. */
  attribute(name: string): string | null;
}

export function readSpyLog(path: string): SpiedCall[] {
  return readFileSync(path, "utf8")
    .split(/^\d+: (?=C_)/m)
    .slice(1)
    .map(readCall);
}

function readCall(text: string): SpiedCall {
  const first = (pattern: RegExp) => pattern.exec(text)?.[1] ?? null;
  return {
    name: first(/^(\w+)/) ?? "",
    session: first(/hSession = (0x[0-9a-f]+)/) ?? first(/phSession = (\S+)/),
    returned: first(/^Returned: +\d+ (\w+)/m) ?? "",
    found: [...text.matchAll(/^Object (\S+) matches/gm)].map(
      ([, handle = ""]) => handle,
    ),
    object: first(/h(?:Key|Object) = (0x[0-9a-f]+)/),
    attribute: (name) => {
      const dump = new RegExp(
        `^ +${name} .*\\n((?: +[0-9A-F]{8}  .*\\n)+)`,
        "m",
      ).exec(text)?.[1];
      // Offset, sixteen bytes in hex, the same as text.
      return dump === undefined
        ? null
        : dump
            .split("\n")
            .map((line) => line.slice(14, 14 + 48).replaceAll(" ", ""))
            .join("")
            .toLowerCase();
    },
  };
}
