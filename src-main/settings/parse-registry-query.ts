/** One value as `reg.exe` prints it: text, number, or several texts. */
export type RegistryValue = string | number | readonly string[];

/** Values by name, under the path of their key below the one that was asked for; the key itself is "". */
export type RegistryKeys = ReadonlyMap<
  string,
  ReadonlyMap<string, RegistryValue>
>;

/**
 * `reg.exe` writes in the console's code page. UTF-8 is told by itself, because other code pages hardly ever pass for
 * it; what is left is read as GB 18030, which Chinese Windows uses.
 */
export function decodeConsoleText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

const valueLine = /^ {4}(.+?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/;

/** What `reg query KEY /s` prints; nothing in it is translated but the name of a key's default value. */
export function parseRegistryQuery(
  text: string,
  askedKey: string,
  environment: Readonly<Record<string, string | undefined>>,
): RegistryKeys {
  const keys = new Map<string, Map<string, RegistryValue>>();
  let values: Map<string, RegistryValue> | null = null;
  for (const line of text.split(/\r?\n/)) {
    if (/^HKEY_/i.test(line)) {
      const below = pathBelow(line.trim(), askedKey);
      values = below === null ? null : new Map();
      if (below !== null && values !== null) keys.set(below, values);
      continue;
    }
    const [, name, type = "", data = ""] = valueLine.exec(line) ?? [];
    // The default value is called (Default) or (默认), and no setting is.
    if (name === undefined || /^\(.*\)$/.test(name)) continue;
    const value = readValue(type, data, environment);
    if (value !== null) values?.set(name, value);
  }
  return keys;
}

/** @returns null for a key elsewhere. `reg.exe` writes the hive's name in full, and the rest as it was created. */
function pathBelow(key: string, askedKey: string): string | null {
  const asked = askedKey
    .toLowerCase()
    .replace(/^hklm\\/, "hkey_local_machine\\");
  const found = key.toLowerCase();
  if (found === asked) return "";
  return found.startsWith(`${asked}\\`) ? key.slice(asked.length + 1) : null;
}

function readValue(
  type: string,
  data: string,
  environment: Readonly<Record<string, string | undefined>>,
): RegistryValue | null {
  switch (type) {
    case "REG_SZ":
      return data;
    case "REG_EXPAND_SZ":
      return expand(data, environment);
    case "REG_MULTI_SZ":
      return splitTexts(data).filter((part) => part !== "");
    case "REG_DWORD":
    case "REG_QWORD":
      return /^0x[0-9a-f]+$/i.test(data) ? Number(data) : null;
    default:
      return null;
  }
}

/**
 * `reg.exe` writes `\0` between texts, which a folder may also begin with (`C:\Drivers\01`): among whole paths only what
 * the next whole path, or nothing, follows is taken for one.
 */
function splitTexts(data: string): string[] {
  return /^(?:[A-Z]:\\|\\\\)/i.test(data)
    ? data.split(/\\0(?=[A-Z]:\\|\\\\|$)/i)
    : data.split("\\0");
}

/** As Windows does: a variable that is not set stays as it is written. */
function expand(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const byName = new Map(
    Object.entries(environment).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
  );
  return text.replace(
    /%([^%]+)%/g,
    (written, name: string) => byName.get(name.toLowerCase()) ?? written,
  );
}
