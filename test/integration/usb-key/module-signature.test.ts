import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyPublisher } from "../../../src-main/application/verify-publisher.ts";
import { createDiagnostics } from "../../../src-main/diagnostics/create-diagnostics.ts";
import { keySections } from "../../../src-main/diagnostics/key-sections.ts";
import { createUsbKeys } from "../../../src-main/usb-key/create-usb-keys.ts";
import { judgeModuleSignature } from "../../../src-main/usb-key/judge-module-signature.ts";
import { diagnosticReportSchema } from "../../../src-shared/diagnostics/diagnostics-procedures.ts";
import { writeDiagnostics } from "../../../src-renderer/diagnostics/say-diagnostics.ts";
import { keyMemoryParts } from "../../fixtures/fakes/fake-pin-memory.ts";
import { writeElfHeader } from "../../fixtures/files/write-elf-header.ts";

const signer = "测试驱动有限公司";
let folder: string;

const run = (program: string, ...args: readonly string[]): void => {
  execFileSync(program, args, { cwd: folder, stdio: "ignore" });
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "module-signature-"));
  writeFileSync(join(folder, "driver.c"), "int answer(void) { return 42; }");
  run("x86_64-w64-mingw32-gcc", "-shared", "driver.c", "-o", "unsigned.dll");
  // NSIS makes programs of 32 bits.
  writeFileSync(
    join(folder, "old.nsi"),
    'Name "old"\nOutFile "old.exe"\nSection\nSectionEnd\n',
  );
  run("makensis", "old.nsi");
  run(
    "openssl",
    ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30"],
    ...["-utf8", "-subj", `/O=other/CN=${signer}`],
    ...["-addext", "extendedKeyUsage=codeSigning"],
    ...["-keyout", "key.pem", "-out", "certificate.pem"],
  );
  for (const [from, to, digest] of [
    ["unsigned.dll", "signed.dll", "sha256"],
    ["unsigned.dll", "signed-sha1.dll", "sha1"],
    ["old.exe", "signed-32-bit.dll", "sha384"],
  ] as const)
    run(
      "osslsigncode",
      ...["sign", "-certs", "certificate.pem", "-key", "key.pem"],
      ...["-h", digest, "-in", from, "-out", to],
    );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const judge = (name: string, verdict: string | null = null) =>
  judgeModuleSignature(join(folder, name), async () => verdict);

/** The signed library with something done to it; `tableAt` is where its signature begins. */
function spoil(change: (bytes: Buffer, tableAt: number) => Buffer): string {
  const bytes = readFileSync(join(folder, "signed.dll"));
  const optionalAt = bytes.readUInt32LE(0x3c) + 24;
  const tableAt = bytes.readUInt32LE(optionalAt + 112 + 4 * 8);
  writeFileSync(join(folder, "spoilt.dll"), change(bytes, tableAt));
  return "spoilt.dll";
}

describe("the signature of a driver's file", () => {
  it.each(["signed.dll", "signed-sha1.dll", "signed-32-bit.dll"])(
    "of %s names who signed; whether to trust them, only Windows can say",
    async (name) => {
      expect([await judge(name), await judge(name, "Valid")]).toEqual([
        { state: "unknown", signerName: signer },
        { state: "signed", signerName: signer },
      ]);
    },
  );

  it("is absent, unless Windows finds the file in a catalogue of its own", async () => {
    expect([
      await judge("unsigned.dll"),
      await judge("unsigned.dll", "Valid"),
    ]).toEqual([
      { state: "unsigned", signerName: null },
      { state: "signed", signerName: null },
    ]);
  });

  it.each<[string, (bytes: Buffer, tableAt: number) => Buffer]>([
    [
      "a changed instruction",
      (bytes) => {
        bytes.writeUInt8(bytes.readUInt8(0x400) ^ 1, 0x400);
        return bytes;
      },
    ],
    ["a signature cut off", (bytes, tableAt) => bytes.subarray(0, tableAt)],
    ["half a signature", (bytes, tableAt) => bytes.subarray(0, tableAt + 200)],
    ["a signature of zeros", (bytes, tableAt) => bytes.fill(0, tableAt + 8)],
    [
      "another kind of certificate",
      (bytes, tableAt) => {
        bytes.writeUInt16LE(1, tableAt + 6);
        return bytes;
      },
    ],
    [
      "a directory that points past the end",
      (bytes) => {
        const optionalAt = bytes.readUInt32LE(0x3c) + 24;
        bytes.writeUInt32LE(0xfffffff0, optionalAt + 112 + 4 * 8);
        return bytes;
      },
    ],
    [
      "code put behind the signature",
      (bytes) => Buffer.concat([bytes, Buffer.from("more")]),
    ],
  ])("is invalid with %s", async (_, change) => {
    expect(await judge(spoil(change))).toEqual({
      state: "invalid",
      signerName: null,
    });
  });

  it("is not judged where the file ends in its header, is absent, or is none of Windows'", async () => {
    writeFileSync(join(folder, "driver.so"), writeElfHeader("x64"));
    const states = [
      await judge(spoil((bytes) => bytes.subarray(0, 0x90))),
      await judge("absent.dll"),
      await judge("driver.so"),
    ];
    expect(states.map(({ state }) => state)).toEqual([
      "unknown",
      "unknown",
      "unknown",
    ]);
  });

  it.each([
    ["NotSigned", "unsigned"],
    ["HashMismatch", "invalid"],
    ["NotTrusted", "invalid"],
    // Among others a root that this machine does not know.
    ["UnknownError", "unknown"],
    ["Incompatible", "unknown"],
  ] as const)("follows Windows, which says %s", async (verdict, state) => {
    expect((await judge("signed.dll", verdict)).state).toBe(state);
  });

  it("stands in the report of 诊断, in words too", async () => {
    const usbKeys = createUsbKeys({
      ...keyMemoryParts(),
      modulePaths: ["signed.dll", "unsigned.dll"].map((name) =>
        join(folder, name),
      ),
      log: { warn: () => undefined },
      startKeyHost: () => {
        throw new Error("No library for this system.");
      },
    });
    const report = await createDiagnostics({
      sources: [
        keySections({
          inspect: () => usbKeys.inspect(),
          certificates: async () => ({ readable: [], unreadable: [] }),
          lastEvents: () => usbKeys.lastEvents(),
        }),
      ],
      now: () => new Date(),
      logDefect: (error) => {
        throw error;
      },
    }).read();
    usbKeys.close();
    expect(diagnosticReportSchema.parse(report)).toEqual(report);
    expect(writeDiagnostics(report).match(/文件签名：[^；]+/g)).toEqual([
      `文件签名：无法判断（${signer}）`,
      "文件签名：未签名",
    ]);
  });
});

describe("an update", () => {
  it.each<[string, string | null, string, string | null]>([
    ["signed.dll", "Valid", signer, null],
    ["signed.dll", "Valid", "另一家公司", `signed, signer: ${signer}`],
    ["signed.dll", null, signer, `unknown, signer: ${signer}`],
    ["signed.dll", "UnknownError", signer, `unknown, signer: ${signer}`],
    ["signed.dll", "NotTrusted", signer, `invalid, signer: ${signer}`],
    ["unsigned.dll", "NotSigned", signer, "unsigned, signer: none"],
    ["unsigned.dll", "Valid", signer, "signed, signer: none"],
  ])(
    "%s, of which Windows says %s, from %s",
    async (name, verdict, publisher, expected) => {
      expect(
        await verifyPublisher([publisher], join(folder, name), (path) =>
          judgeModuleSignature(path, async () => verdict),
        ),
      ).toBe(expected);
    },
  );
});
