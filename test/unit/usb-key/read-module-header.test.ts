import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  judgeModuleHeader,
  readModuleHeader,
} from "../../../src-main/usb-key/read-module-header.ts";

function portableExecutable(machine: number): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write("MZ", 0, "latin1");
  bytes.writeUInt32LE(0x80, 0x3c);
  bytes.write("PE\0\0", 0x80, "latin1");
  bytes.writeUInt16LE(machine, 0x84);
  return bytes;
}

function elf(machine: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.writeUInt32BE(0x7f454c46, 0);
  bytes.writeUInt16LE(machine, 18);
  return bytes;
}

describe("a driver's file before it is loaded", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "module-header-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  async function judge(bytes: Buffer, platform: NodeJS.Platform) {
    const path = join(folder, "driver");
    writeFileSync(path, bytes);
    return judgeModuleHeader(await readModuleHeader(path), platform, ["x64"]);
  }

  it.each<[string, Buffer, NodeJS.Platform, string | null]>([
    ["a 64-bit Windows library", portableExecutable(0x8664), "win32", null],
    [
      "a 32-bit Windows library",
      portableExecutable(0x014c),
      "win32",
      "key-driver-32-bit",
    ],
    [
      "an ARM Windows library",
      portableExecutable(0xaa64),
      "win32",
      "key-driver-not-loaded",
    ],
    ["a 64-bit Linux library", elf(62), "linux", null],
    ["a 32-bit Linux library", elf(3), "linux", "key-driver-32-bit"],
    [
      "a Linux library on Windows",
      elf(62),
      "win32",
      "key-driver-not-a-library",
    ],
    [
      "a Windows library on Linux",
      portableExecutable(0x8664),
      "linux",
      "key-driver-not-a-library",
    ],
    ["an empty file", Buffer.alloc(0), "win32", "key-driver-not-a-library"],
    [
      "a text",
      Buffer.from("MZ is not enough".repeat(9)),
      "win32",
      "key-driver-not-a-library",
    ],
    [
      "a cut library",
      portableExecutable(0x8664).subarray(0, 0x82),
      "win32",
      "key-driver-not-a-library",
    ],
  ])("is judged: %s", async (_, bytes, platform, problem) => {
    expect(await judge(bytes, platform)).toBe(problem);
  });

  it("is no driver where there is no file, and no library where there is a folder", async () => {
    const absent = await readModuleHeader(join(folder, "absent"));
    expect(judgeModuleHeader(absent, "linux", ["x64", "ia32"])).toBe(
      "key-no-driver",
    );
    expect(await readModuleHeader(folder)).toEqual({ kind: "not-a-library" });
  });
});
