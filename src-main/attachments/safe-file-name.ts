// Microsoft, "Naming Files, Paths, and Namespaces": reserved characters and device names, whatever their ending.
const reservedCharacters = /[<>:"/\\|?*\p{Cc}\p{Cs}]/gu;
// They can make `gpj.exe` read as `exe.jpg`.
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const deviceName =
  /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])$/i;

// ext4 takes 255 bytes, NTFS 255 UTF-16 units; room is left for what a program adds while it saves.
const longestNameBytes = 200;

/** A name that can stand on any disk, for display's sake close to the given one, with exactly this ending. */
export function safeFileName(name: string, ending: string): string {
  const cleaned = name
    .replace(directionMarks, "")
    .replace(reservedCharacters, "_");
  const dot = cleaned.lastIndexOf(".");
  const stem = trimEdges(dot > 0 ? cleaned.slice(0, dot) : cleaned);
  const isDevice = deviceName.test(stem.split(".")[0]?.trim() ?? "");
  const shown = stem === "" ? "attachment" : isDevice ? `_${stem}` : stem;
  return `${trimEdges(shorten(shown, longestNameBytes - ending.length - 1))}.${ending}`;
}

/** Windows drops dots and spaces at the end; a leading dot hides a file elsewhere. */
function trimEdges(stem: string): string {
  return stem.replace(/^[.\s]+/, "").replace(/[.\s]+$/, "");
}

/** Whole characters only. */
function shorten(text: string, limitBytes: number): string {
  let bytes = 0;
  let kept = "";
  for (const character of text) {
    bytes += Buffer.byteLength(character, "utf8");
    if (bytes > limitBytes) break;
    kept += character;
  }
  return kept;
}
