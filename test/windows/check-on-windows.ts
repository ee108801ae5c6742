import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Agent, install, setGlobalDispatcher } from "undici";
import { forkKeyHost } from "../../src-main/application/fork-key-host.ts";
import type {
  Application,
  HostPorts,
} from "../../src-main/application/host-ports.ts";
import type * as Packed from "../../src-main/application/start-application.ts";
import type { Bridge } from "../../src-shared/bridge/connect-bridge.ts";
import type { Attachment } from "../../src-shared/filings/filing-content.ts";
import { declaredFiles } from "../../src-shared/filings/file-lists.ts";
import { loadPage } from "../fixtures/bridge/load-page.ts";
import { createFakeHostPorts } from "../fixtures/fakes/fake-host-ports.ts";
import { makePdf } from "../fixtures/files/make-files.ts";

// The packed client in Windows' Node, under Wine or on Windows itself. Says one line per thing shown; throws at the first
// that fails.

const [client = "", profile = "", driver = "", companion = "", account = ""] =
  process.argv.slice(2);
const policyKey = "HKLM\\Software\\Policies\\UsedCarFiling";
const hostileNames = [
  "CON.pdf",
  "nul .pdf",
  "COM1.scan.pdf",
  "名称以点结尾....pdf",
  "尾部空格   .pdf",
  `${"长".repeat(251)}.pdf`,
  "..\\..\\windows\\system32\\evil.pdf",
  'a<b>c:d"e|f?g*.pdf',
  "营业执照 正本 🚗.pdf",
];
/** Without an ending that says what they are. */
const refusedNames = ["CON", "材料.pdf...", "材料.pdf   "];
const rows = declaredFiles("distributor").map(({ kind }) => kind);

// Wine 8 has no TCP_KEEPIDLE, without which the connections of Node's own fetch end before they begin.
install();
setGlobalDispatcher(new Agent({ connect: { keepAlive: false } }));

const packed = (await import(
  pathToFileURL(join(client, "app/build/main/application.js")).href
)) as typeof Packed;
const openedFiles: string[] = [];

assert.equal(process.platform, "win32");
mkdirSync(profile, { recursive: true });
await setPolicies();
const filingId = await attachEverything();
await openAgain(filingId);
process.exit(0);

/** Everything else the client needs to know comes from the registry. */
async function setPolicies(): Promise<void> {
  const add = (at: string, ...value: string[]): void => {
    execFileSync("reg.exe", ["add", at, ...value, "/f"], { stdio: "ignore" });
  };
  add(policyKey, "/v", "CompanionAddress", "/d", companion);
  add(policyKey, "/v", "DriverModules", "/t", "REG_MULTI_SZ", "/d", driver);
  add(policyKey, "/v", "LockAfterMinutes", "/t", "REG_DWORD", "/d", "60");
  add(`${policyKey}\\Recommended`, "/v", "LogLevel", "/d", "warn");
}

async function start(
  change: Partial<HostPorts> = {},
): Promise<{ application: Application; page: Bridge }> {
  const application = await packed.startApplication({
    ...createFakeHostPorts(profile),
    policies: packed.policyPlaces(),
    commandLine: {},
    startKeyHost: () =>
      forkKeyHost(packed.intactKeyHost(join(client, "key-host/key-host.js"))),
    fetch: globalThis.fetch,
    openFile: async (path) => void openedFiles.push(path),
    ...change,
  });
  return { application, page: loadPage(application) };
}

async function attachEverything(): Promise<string> {
  const { application, page } = await start();
  await readPolicies(page);
  await askDriver(page);
  await signIn(page, await solveSum(page));
  say("账号登录：向服务器验证");

  const { filingId, content } = await page.call("drafts.begin", {
    copyFrom: null,
  });
  const files = { ...content.files };
  for (const [index, name] of hostileNames.entries()) {
    const kind = rows[index] ?? "officialLetter";
    const attached = await attach(application, page, kind, name, index);
    assert.equal(attached.fileName, name);
    files[kind] = attached;
    await openCopy(page, attached, index);
  }
  for (const name of refusedNames)
    await assert.rejects(
      attach(application, page, "officialLetter", name, 0),
      /attachment-wrong-type/,
    );
  await page.call("drafts.keep", {
    filingId,
    content: { ...content, files },
    restsOn: null,
  });
  await application.close();
  assert.ok(!existsSync(join(profile, "temporary")), "copies are left behind");
  say(
    `附件：${String(hostileNames.length)} 个特殊文件名都能添加、打开只读副本，关闭后副本已删除；${String(refusedNames.length)} 个没有类型的被拒绝`,
  );
  return filingId;
}

async function readPolicies(page: Bridge): Promise<void> {
  const { values, origins, policies } = await page.call("settings.state", {});
  assert.deepEqual(
    [
      policies[0],
      values.companionAddress,
      values.driverModules,
      values.lockAfterMinutes,
      [values.logLevel, origins.logLevel.source],
      origins.lockAfterMinutes.isLocked,
    ],
    [
      { place: policyKey, state: "read" },
      companion,
      [driver],
      60,
      ["warn", "preset"],
      true,
    ],
  );
  say("策略：reg.exe 读出注册表中锁定和建议的值");
}

async function askDriver(page: Bridge): Promise<void> {
  const { sections } = await page.call("diagnostics.read", {});
  const [row = []] =
    sections.find(({ name }) => name === "key-drivers")?.rows ?? [];
  const facts = Object.fromEntries(row.map(({ name, value }) => [name, value]));
  assert.deepEqual(
    [
      facts["description"],
      facts["architecture"],
      facts["signature"],
      facts["state"],
    ],
    [
      { kind: "text", text: "Stub driver" },
      { kind: "word", word: "x64" },
      { kind: "signature", state: "unsigned", signerName: null },
      { kind: "problem", code: null },
    ],
  );
  say("电子钥匙驱动：key host 加载 DLL 并读出它的说明，文件未签名");
}

/** A captcha answered as somebody does who cannot see pictures. */
async function solveSum(page: Bridge): Promise<{ id: string; answer: string }> {
  const asked = await page.call("accounts.captcha", { kind: "arithmetic" });
  assert.ok(asked.kind === "arithmetic");
  const [one, operator, other] = asked.question.split(" ");
  const answer = Number(one) + (operator === "-" ? -1 : 1) * Number(other);
  return { id: asked.id, answer: String(answer) };
}

async function signIn(
  page: Bridge,
  captcha: { id: string; answer: string } | null,
): Promise<void> {
  const [accountName = "", password = ""] = account.split(" ");
  const state = await page.call("session.sign-in-with-account", {
    accountName,
    password,
    captcha,
    isRemembered: false,
    bindsOpenId: false,
  });
  assert.deepEqual(
    state.kind === "signed-in" && state.isConfirmedByCompanion,
    captcha !== null,
  );
}

/** Its number makes each file another one. */
function bytesOf(index: number): Uint8Array {
  return makePdf({ text: `file ${String(index)}`, bytes: 300_000 });
}

/** As the page does it: a ticket, the bytes, the end. */
async function attach(
  application: Application,
  page: Bridge,
  fileKind: (typeof rows)[number],
  fileName: string,
  index: number,
): Promise<Attachment> {
  const body = bytesOf(index);
  const { ticket } = await page.call("attachments.begin", {
    fileKind,
    fileName,
    size: body.length,
  });
  const reply = await application.answerAttachmentRequest({
    method: "POST",
    ticket,
    offset: 0,
    body,
  });
  assert.equal(reply.status, 200, fileName);
  return page.call("attachments.finish", { ticket });
}

async function openCopy(
  page: Bridge,
  { sha256, fileName }: Attachment,
  index: number,
): Promise<void> {
  await page.call("attachments.open-copy", { sha256, fileName });
  const path = openedFiles.at(-1) ?? "";
  assert.ok(path.startsWith(join(profile, "temporary")), path);
  assert.deepEqual(readFileSync(path), Buffer.from(bytesOf(index)), fileName);
}

/** After a restart and without a network: the same names, the same bytes. */
async function openAgain(filingId: string): Promise<void> {
  const { application, page } = await start({
    fetch: () => Promise.reject(new TypeError("offline")),
  });
  await signIn(page, null);
  const { content } = await page.call("filings.detail", { filingId });
  for (const [index, fileName] of hostileNames.entries()) {
    const kept = content.files[rows[index] ?? "officialLetter"];
    assert.equal(kept?.fileName, fileName);
    await openCopy(page, kept, index);
  }
  await application.close();
  const backups = readdirSync(join(profile, "backups"));
  assert.ok(backups.some((name) => name.endsWith(".db")));
  say("数据库：重新打开、断网登录后内容和附件一致，备份已写入");
}

function say(sentence: string): void {
  console.log(`好：${sentence}`);
}
