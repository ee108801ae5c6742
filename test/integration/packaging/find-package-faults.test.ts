import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createPackage, getRawHeader } from "@electron/asar";
import { flipFuses } from "@electron/fuses";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildStandIn } from "../../../dev/packaging/build-stand-in.ts";
import {
  findPackageFaults,
  windowsExtras,
} from "../../../dev/packaging/find-package-faults.ts";
import { fuses } from "../../../dev/packaging/fuses.ts";

const linuxBinary = join(
  import.meta.dirname,
  "../../../node_modules/pkcs11js/build/Release/pkcs11.node",
);
const keyHostNative =
  "resources/key-host/node_modules/pkcs11js/build/Release/pkcs11.node";
const programs = [
  "package.json",
  "build/main/main.js",
  "build/main/application.js",
  "build/main/preload.cjs",
  "build/renderer/index.html",
  "build/renderer/print.html",
];

const extras = [
  "key-host/key-host.js",
  "key-host/package.json",
  "key-host/node_modules/pkcs11js/package.json",
  "key-host/node_modules/pkcs11js/index.js",
  "pkcs11-modules.json",
  "licences/third-parties.txt",
  "policies/used-car-filing.admx",
  "policies/zh-CN/used-car-filing.adml",
  "policies/en-US/used-car-filing.adml",
];

let folder: string;
let packed: string;
let windowsBinary: Buffer;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "package-faults-"));
  buildStandIn(join(folder, "electron"), "45.4.1");
  windowsBinary = readFileSync(join(folder, "electron/electron.exe"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  packed = mkdtempSync(join(folder, "packed-"));
  await pack();
});

function put(root: string, path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** A client with nothing wrong, as small as one can be; `additions` are files of its archive. */
async function pack(
  additions: Readonly<Record<string, string>> = {},
): Promise<void> {
  const source = mkdtempSync(join(folder, "source-"));
  for (const path of programs) put(source, path, "");
  for (const [path, text] of Object.entries(additions)) put(source, path, text);
  const archive = join(packed, "resources/app.asar");
  mkdirSync(dirname(archive), { recursive: true });
  await createPackage(source, archive);
  const digest = createHash("sha256")
    .update(getRawHeader(archive).headerString)
    .digest("hex");
  put(
    packed,
    "used-car-filing.exe",
    Buffer.concat([windowsBinary, Buffer.from(digest)]),
  );
  await flipFuses(join(packed, "used-car-filing.exe"), fuses);
  put(
    packed,
    "resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds/win32-x64.node",
    windowsBinary,
  );
  put(packed, keyHostNative, windowsBinary);
  for (const path of extras) put(packed, `resources/${path}`, "");
}

describe("what is looked for in a packed client", () => {
  it("finds nothing where nothing is wrong", async () => {
    expect(await findPackageFaults(packed)).toEqual([]);
  });

  it("refuses Linux's compiled code in a Windows client", async () => {
    cpSync(linuxBinary, join(packed, keyHostNative));
    expect(await findPackageFaults(packed)).toEqual([
      `${keyHostNative} is no x64 file of Windows.`,
    ]);
  });

  it("wants 32 bits of elevate.exe and of the 32-bit key host alone", async () => {
    const ia32 = Buffer.from(windowsBinary);
    ia32.writeUInt16LE(0x14c, ia32.readUInt32LE(0x3c) + 4);
    put(packed, "resources/elevate.exe", ia32);
    put(packed, "resources/key-host-32/node.exe", ia32);
    expect(await findPackageFaults(packed)).toEqual([]);
    put(packed, "resources/elevate.exe", windowsBinary);
    put(packed, keyHostNative, ia32);
    expect(new Set(await findPackageFaults(packed))).toEqual(
      new Set([
        "resources/elevate.exe is no ia32 file of Windows.",
        `${keyHostNative} is no x64 file of Windows.`,
      ]),
    );
  });

  it("refuses files that no allow-list names, inside and beside the archive", async () => {
    await pack({
      "build/main/main.js.map": "",
      "dev/start.ts": "",
      "test/x.test.ts": "",
    });
    put(packed, "resources/secret.env", "");
    // Outside the archive its digest does not reach.
    put(
      packed,
      "resources/app.asar.unpacked/node_modules/better-sqlite3/lib/index.js",
      "",
    );
    expect(await findPackageFaults(packed)).toEqual([
      "app.asar/build/main/main.js.map is on no allow-list.",
      "app.asar/dev/start.ts is on no allow-list.",
      "app.asar/test/x.test.ts is on no allow-list.",
      "secret.env is on no allow-list.",
      "app.asar.unpacked/node_modules/better-sqlite3/lib/index.js is on no allow-list.",
    ]);
  });

  it("refuses parts of development programs in a bundle", async () => {
    await pack({ "build/main/main.js": 'const name = "DEVELOPMENT-ONLY";' });
    expect(await findPackageFaults(packed)).toEqual([
      'build/main/main.js holds "DEVELOPMENT-ONLY".',
    ]);
  });

  it("refuses an archive that the executable does not vouch for", async () => {
    const before = readFileSync(join(packed, "used-car-filing.exe"));
    await pack({ "build/main/chunk.js": "changed" });
    writeFileSync(join(packed, "used-car-filing.exe"), before);
    expect(await findPackageFaults(packed)).toEqual([
      "used-car-filing.exe does not name the digest of resources/app.asar.",
    ]);
  });

  it("refuses a fuse that is set otherwise than decided", async () => {
    await flipFuses(join(packed, "used-car-filing.exe"), {
      ...fuses,
      0: true,
    });
    expect(await findPackageFaults(packed)).toEqual([
      "Fuse 0 is not as fuses.ts says.",
    ]);
  });

  it("refuses a client without what lies beside the archive, or a release without the 32-bit key host", async () => {
    for (const path of extras) rmSync(join(packed, "resources", path));
    expect(await findPackageFaults(packed, windowsExtras)).toEqual(
      [...extras.map((path) => `resources/${path}`), ...windowsExtras].map(
        (path) => `${path} is missing.`,
      ),
    );
  });

  it("refuses a client with a part missing, or far larger than it was", async () => {
    rmSync(join(packed, keyHostNative));
    await pack({ "build/renderer/assets/index-1.js": "x".repeat(10_000_000) });
    rmSync(join(packed, keyHostNative));
    expect(await findPackageFaults(packed)).toEqual([
      `${keyHostNative} is missing.`,
      expect.stringMatching(/^resources\/app\.asar has \d+ bytes/),
    ]);
  });
});
