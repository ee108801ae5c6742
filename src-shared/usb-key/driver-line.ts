import { isAbsolutePath } from "../settings/setting-checks.ts";
import { driverQuirksSchema, type DriverQuirks } from "./key-host-messages.ts";

/** A driver as the settings name it, in one line. */
export interface DriverLine {
  readonly path: string;
  /** The file name of a driver of the catalogue that this one is, under the name an authority gave its build. */
  readonly knownAs: string | null;
  /** Only what the line says. */
  readonly quirks: Partial<DriverQuirks>;
}

/**
 * `path`, `path|file name of a known driver` or `path|oddities, by blanks`, these as the catalogue calls them:
 * `pauseAfterLoadMs=500 readSlotListTwice sm2Mechanisms=0x83000001,0x00010002`. Null where the line is none.
 */
export function readDriverLine(line: string): DriverLine | null {
  const [path = "", said, ...others] = line
    .split("|")
    .map((part) => part.trim());
  if (!isAbsolutePath(path) || others.length > 0) return null;
  if (said === undefined) return { path, knownAs: null, quirks: {} };
  if (/^[^\s=\\/]+\.(dll|so)$/i.test(said))
    return { path, knownAs: said, quirks: {} };
  const quirks = readQuirks(said.split(/\s+/));
  return quirks === null ? null : { path, knownAs: null, quirks };
}

type Read = (value: string | undefined) => unknown;

const standingAlone: Read = (value) => (value === undefined ? true : null);
const readers: Readonly<Record<keyof DriverQuirks, Read>> = {
  pauseAfterLoadMs: (value = "") =>
    /^\d+$/.test(value) ? Number(value) : null,
  readSlotListTwice: standingAlone,
  hideUninitialisedTokens: standingAlone,
  sm2Mechanisms: (value = "") => value.split(","),
};

function readQuirks(words: readonly string[]): Partial<DriverQuirks> | null {
  const said: Record<string, unknown> = {};
  for (const word of words) {
    const [name = "", value, ...others] = word.split("=");
    if (!isQuirk(name) || name in said || others.length > 0) return null;
    said[name] = readers[name](value);
  }
  const read = driverQuirksSchema.safeParse(said);
  return read.success
    ? Object.fromEntries(
        Object.entries(read.data).filter(([name]) => name in said),
      )
    : null;
}

function isQuirk(name: string): name is keyof DriverQuirks {
  return Object.hasOwn(readers, name);
}
