import { readUint16, readUint32 } from "./byte-reading.ts";

export interface CompoundEntry {
  readonly name: string;
  /** Where the stream begins in the file; null for a small one, which lies in shared sectors. */
  readonly offset: number | null;
}

// [MS-CFB] 2.1, 2.2, 2.6
const lastRegularSector = 0xffff_fffa;
const freeSector = 0xffff_ffff;
const headerFatSectors = 109;
const entryBytes = 128;
const smallStreamLimit = 4096;

/** The directory of a compound file (doc, encrypted docx); null where it cannot be followed: cut off or damaged. */
export function readCompoundFile(bytes: Uint8Array): CompoundEntry[] | null {
  const sectorBytes = 2 ** readUint16(bytes, 0x1e);
  if (sectorBytes !== 512 && sectorBytes !== 4096) return null;
  const sectors: Sectors = {
    bytes,
    sectorBytes,
    offsetOf: (sector) => (sector + 1) * sectorBytes,
  };
  const fat = fatSectors(sectors);
  const directory = followChain(sectors, readUint32(bytes, 0x30), (sector) =>
    nextInChain(sectors, fat, sector),
  );
  if (directory === null || !areUsedSectorsInside(sectors, fat)) return null;
  const entries = directory.flatMap((sector) =>
    Array.from({ length: sectorBytes / entryBytes }, (_, index) =>
      readEntry(sectors, sectors.offsetOf(sector) + index * entryBytes),
    ).filter((entry) => entry !== null),
  );
  return entries.length === 0 ? null : entries;
}

interface Sectors {
  readonly bytes: Uint8Array;
  readonly sectorBytes: number;
  readonly offsetOf: (sector: number) => number;
}

/** The sectors of a chain in order; null where it leaves the file or runs in a circle. */
function followChain(
  { bytes, sectorBytes, offsetOf }: Sectors,
  first: number,
  nextOf: (sector: number) => number | undefined,
): number[] | null {
  const chain = new Set<number>();
  let sector: number | undefined = first;
  while (sector === undefined || sector <= lastRegularSector) {
    if (sector === undefined || chain.has(sector)) return null;
    if (offsetOf(sector) + sectorBytes > bytes.length) return null;
    chain.add(sector);
    sector = nextOf(sector);
  }
  return [...chain];
}

/** Which sectors hold the allocation table: 109 named in the header, more in a chain of their own (above 6 MB). */
function fatSectors(sectors: Sectors): number[] {
  const { bytes, sectorBytes, offsetOf } = sectors;
  const inHeader = readNumbers(bytes, 0x4c, headerFatSectors);
  const perSector = sectorBytes / 4 - 1;
  const more =
    followChain(sectors, readUint32(bytes, 0x44), (sector) =>
      readUint32(bytes, offsetOf(sector) + perSector * 4),
    ) ?? [];
  return [
    ...inHeader,
    ...more.flatMap((sector) =>
      readNumbers(bytes, offsetOf(sector), perSector),
    ),
  ];
}

/** The allocation table knows how long the file has to be; some writers leave the last sector short. */
function areUsedSectorsInside(
  { bytes, sectorBytes, offsetOf }: Sectors,
  fat: readonly number[],
): boolean {
  const perSector = sectorBytes / 4;
  const used = fat.filter((sector) => sector <= lastRegularSector);
  return used.every((fatSector, index) => {
    if (offsetOf(fatSector) + sectorBytes > bytes.length) return false;
    const next = readNumbers(bytes, offsetOf(fatSector), perSector);
    const last = next.findLastIndex((value) => value !== freeSector);
    return last < 0 || offsetOf(index * perSector + last) < bytes.length;
  });
}

function nextInChain(
  { bytes, sectorBytes, offsetOf }: Sectors,
  fat: readonly number[],
  sector: number,
): number | undefined {
  const perSector = sectorBytes / 4;
  const fatSector = fat[Math.floor(sector / perSector)];
  if (fatSector === undefined || fatSector > lastRegularSector)
    return undefined;
  const at = offsetOf(fatSector) + (sector % perSector) * 4;
  return at + 4 > bytes.length ? undefined : readUint32(bytes, at);
}

function readNumbers(bytes: Uint8Array, at: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) =>
    readUint32(bytes, at + index * 4),
  );
}

function readEntry(
  { bytes, offsetOf }: Sectors,
  at: number,
): CompoundEntry | null {
  const nameBytes = readUint16(bytes, at + 0x40);
  const isUsed = bytes[at + 0x42] !== 0;
  if (!isUsed || nameBytes < 2 || nameBytes > 64) return null;
  const name = Array.from({ length: nameBytes / 2 - 1 }, (_, index) =>
    String.fromCharCode(readUint16(bytes, at + index * 2)),
  ).join("");
  const size = readUint32(bytes, at + 0x78);
  const isOrdinary = size >= smallStreamLimit;
  const offset = isOrdinary ? offsetOf(readUint32(bytes, at + 0x74)) : null;
  return { name, offset };
}
