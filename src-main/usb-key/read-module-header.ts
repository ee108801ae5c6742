import { open } from "node:fs/promises";
import type { UsbKeyProblemCode } from "../../src-shared/usb-key/key-host-messages.ts";

export type ModuleHeader =
  | { readonly kind: "absent" }
  | { readonly kind: "not-a-library" }
  | {
      readonly kind: "library";
      readonly format: "pe" | "elf";
      readonly architecture: "ia32" | "x64" | "arm64" | "other";
    };

const headerBytes = 4096;

// IMAGE_FILE_HEADER.Machine and Elf64_Ehdr.e_machine.
const peArchitectures = new Map([
  [0x014c, "ia32"],
  [0x8664, "x64"],
  [0xaa64, "arm64"],
] as const);
const elfArchitectures = new Map([
  [3, "ia32"],
  [62, "x64"],
  [183, "arm64"],
] as const);

/** Told from the file before anything loads it: "Win32 error 193" would be all one hears otherwise. */
export async function readModuleHeader(
  modulePath: string,
): Promise<ModuleHeader> {
  let file;
  try {
    file = await open(modulePath, "r");
  } catch {
    return { kind: "absent" };
  }
  try {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(headerBytes),
      0,
      headerBytes,
      0,
    );
    return readHeader(buffer.subarray(0, bytesRead));
  } catch {
    return { kind: "not-a-library" };
  } finally {
    await file.close();
  }
}

/** Null when one of the hosts, of these architectures and this platform, can load the module. */
export function judgeModuleHeader(
  header: ModuleHeader,
  platform: NodeJS.Platform,
  architectures: readonly string[],
): UsbKeyProblemCode | null {
  if (header.kind === "absent") return "key-no-driver";
  if (header.kind === "not-a-library") return "key-driver-not-a-library";
  if ((header.format === "pe") !== (platform === "win32"))
    return "key-driver-not-a-library";
  if (architectures.includes(header.architecture)) return null;
  return header.architecture === "ia32"
    ? "key-driver-32-bit"
    : "key-driver-not-loaded";
}

function readHeader(bytes: Buffer): ModuleHeader {
  if (bytes.length >= 20 && bytes.readUInt32BE(0) === 0x7f454c46) {
    const architecture =
      elfArchitectures.get(bytes.readUInt16LE(18) as 3) ?? "other";
    return { kind: "library", format: "elf", architecture };
  }
  if (bytes.length < 0x40 || bytes.toString("latin1", 0, 2) !== "MZ")
    return { kind: "not-a-library" };
  const peAt = bytes.readUInt32LE(0x3c);
  if (
    peAt + 6 > bytes.length ||
    bytes.toString("latin1", peAt, peAt + 4) !== "PE\0\0"
  ) {
    return { kind: "not-a-library" };
  }
  const architecture =
    peArchitectures.get(bytes.readUInt16LE(peAt + 4) as 0x14c) ?? "other";
  return { kind: "library", format: "pe", architecture };
}
