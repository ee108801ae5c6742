import { execFileSync, fork } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import assert from "node:assert/strict";
import {
  removeTemporaryCopies,
  writeTemporaryCopy,
} from "../../src-main/attachments/open-copy.ts";
import { attachmentFolder } from "../../src-main/attachments/attachment-folder.ts";
import {
  createAttachmentStore,
  type AttachmentStore,
} from "../../src-main/attachments/attachment-store.ts";
import { createIdentities } from "../../src-main/identities/create-identities.ts";
import { createIdentityStore } from "../../src-main/identities/identity-store.ts";
import { readRegistryPolicies } from "../../src-main/settings/registry-policies.ts";
import {
  openDatabase,
  type Database,
} from "../../src-main/storage/open-database.ts";
import { createKeyDriver } from "../../src-main/usb-key/key-driver.ts";
import { ordinaryTimes } from "../../src-main/usb-key/key-host-times.ts";
import { inspectDriver } from "../../src-main/usb-key/inspect-driver.ts";
import type { KeyHostProcess } from "../../src-main/usb-key/key-host-process.ts";

// Runs in Windows' Node (under Wine, or on Windows itself). Says one line per thing shown; throws at the first that fails.

const [profile = "", driver = "", keyHost = ""] = process.argv.slice(2);
const bytes = randomBytes(300_000);
const sha256 = createHash("sha256").update(bytes).digest("hex");
const names = [
  "CON",
  "nul.pdf",
  "COM1.docx",
  "名称以点结尾...",
  "尾部空格   ",
  `${"长".repeat(255)}.pdf`,
  "..\\..\\windows\\system32\\evil.pdf",
  'a<b>c:d"e|f?g*.pdf',
  "营业执照 正本.pdf",
];

assert.equal(process.platform, "win32");
await keepFiles();
await readPolicies();
await askDriver();
process.exit(0);

async function keepFiles(): Promise<void> {
  const path = join(profile, "client.db");
  let database = openDatabase(path);
  await (await storeOf(database)).put(sha256, bytes);
  database.close();
  database = openDatabase(path);
  const read: Uint8Array[] = [];
  for await (const piece of (await storeOf(database)).read(sha256))
    read.push(piece);
  assert.deepEqual(Buffer.concat(read), bytes);
  database.close();
  say("数据库和附件：写入、重新打开、读出一致");

  for (const name of names) {
    const copy = await writeTemporaryCopy(
      profile,
      name,
      "pdf",
      (async function* () {
        yield bytes;
      })(),
    );
    assert.deepEqual(readFileSync(copy), bytes, name);
    assert.ok(copy.startsWith(join(profile, "temporary")), copy);
  }
  await removeTemporaryCopies(profile);
  say(`特殊文件名：${String(names.length)} 个都能打开只读副本，随后删除`);
}

async function storeOf(database: Database): Promise<AttachmentStore> {
  const now = (): Date => new Date();
  // DPAPI is Electron's part; what is protected here is only passed on.
  const identities = createIdentities(createIdentityStore(database, now), {
    // A copy: the caller wipes what it gave.
    protect: async (secret) => new Uint8Array(secret),
    reveal: async (secret) => new Uint8Array(secret),
  });
  const key = await identities.findOrCreate("usb-key", "91110000000000000X");
  return createAttachmentStore(database, key, attachmentFolder(profile), now);
}

async function readPolicies(): Promise<void> {
  const key = "HKLM\\Software\\Policies\\UsedCarFiling";
  const add = (at: string, ...value: string[]): void => {
    execFileSync("reg.exe", ["add", at, ...value, "/f"], { stdio: "ignore" });
  };
  add(key, "/v", "LockAfterMinutes", "/t", "REG_DWORD", "/d", "5");
  add(key, "/v", "CompanionAddress", "/d", "https://filing.example.cn");
  add(`${key}\\Recommended`, "/v", "LogLevel", "/d", "warn");
  const reading = await readRegistryPolicies()();
  assert.deepEqual(
    [reading.state, reading.enforced, reading.recommended],
    [
      "read",
      { lockAfterMinutes: 5, companionAddress: "https://filing.example.cn" },
      { logLevel: "warn" },
    ],
  );
  say("策略：reg.exe 读出注册表中的规定值和建议值");
}

async function askDriver(): Promise<void> {
  const created = createKeyDriver(
    driver,
    { own: startKeyHost, ia32: null },
    ordinaryTimes,
    () => undefined,
    () => undefined,
  );
  const inspection = await inspectDriver(created);
  assert.deepEqual(
    {
      header: inspection.header,
      problem: inspection.problem,
      tokens: inspection.tokens.length,
      says: JSON.stringify(inspection.library).includes("Stub driver"),
    },
    {
      header: { kind: "library", format: "pe", architecture: "x64" },
      problem: null,
      tokens: 0,
      says: true,
    },
  );
  say("电子钥匙驱动：key host 加载 DLL 并读出它的说明");
}

function startKeyHost(): KeyHostProcess {
  const child = fork(keyHost, {
    serialization: "json",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return {
    send: (message) => void child.send(message as object),
    onMessage: (listener) => void child.on("message", listener),
    onExit: (listener) => void child.once("exit", listener),
    kill: () => void child.kill("SIGKILL"),
  };
}

function say(sentence: string): void {
  console.log(`好：${sentence}`);
}
