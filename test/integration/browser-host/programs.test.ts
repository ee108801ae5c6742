import { spawnSync } from "node:child_process";
import { strFromU8, unzipSync } from "fflate";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startProgram } from "../../fixtures/programs/start-program.ts";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "host-programs-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Follows the printed address as a browser does. @returns status and text of the page behind it */
async function open(url: string): Promise<{ status: number; text: string }> {
  const entry = await fetch(url, { redirect: "manual" });
  const cookie = entry.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const page = await fetch(new URL("/", url), { headers: { cookie } });
  return { status: page.status, text: await page.text() };
}

describe("npm run browser-host", () => {
  it("prints one line with the address of the page, and ends when told", async () => {
    const dataFolder = join(newFolder(), "client");
    const host = await startProgram(
      [
        "dev/browser-host.ts",
        ...["--data-dir", dataFolder],
        ...["--companion", "http://127.0.0.1:1"],
      ],
      {},
      /"url":"([^"]+)"/,
    );
    const page = await open(host.found);
    expect([page.status, await host.end()]).toEqual([200, 0]);
    expect(page.text).toContain("二手车出口备案企业端");
    expect(JSON.parse(host.output())).toMatchObject({ url: host.found });
  }, 120_000);

  it("keeps its development key and profile for this user's eyes alone", async () => {
    const dataFolder = join(newFolder(), "client");
    const host = await startProgram(
      [
        "dev/browser-host.ts",
        ...["--data-dir", dataFolder],
        ...["--companion", "http://127.0.0.1:1"],
      ],
      {},
      /"url":"([^"]+)"/,
    );
    await host.end();
    const keyFile = join(dataFolder, "DEVELOPMENT-ONLY-secret-key");
    expect([statSync(dataFolder).mode, statSync(keyFile).mode]).toEqual([
      0o040700, 0o100600,
    ]);
  }, 120_000);

  it("ends when npm's shell is ended, which passes no signal on", async () => {
    const args = [
      "dev/browser-host.ts",
      ...["--data-dir", join(newFolder(), "client")],
      ...["--companion", "http://127.0.0.1:1"],
    ];
    const shell = await startProgram(
      [
        "--eval",
        "require('node:child_process').spawn(process.execPath, process.argv.slice(1), { stdio: 'inherit' })",
        "--",
        ...args,
      ],
      { npm_lifecycle_event: "browser-host" },
      /"url":"([^"]+)"/,
    );
    expect((await open(shell.found)).status).toBe(200);
    await shell.end();
    const answers = () =>
      open(shell.found).then(
        () => true,
        () => false,
      );
    await expect.poll(answers, { timeout: 10_000 }).toBe(false);
  }, 120_000);

  it("says how it is used when the companion API is not named", async () => {
    await expect(
      startProgram(["dev/browser-host.ts"], {}, /never (printed)/),
    ).rejects.toThrow("用法：");
  });
});

describe("npm start", () => {
  it("leads from an empty folder to a page, twice, and tells how to sign in and approve", async () => {
    const folder = newFolder();
    const start = () =>
      startProgram(
        [
          "dev/start.ts",
          "--browser",
          ...["--data-dir", folder],
          ...["--companion-port", "0"],
        ],
        {},
        /(http:\/\/127\.0\.0\.1:\d+\/open\/[\w-]+)[\s\S]*Ctrl\+C/,
      );
    for (const attempt of ["first", "second"]) {
      const started = await start();
      const page = await open(started.found);
      expect([attempt, page.status]).toEqual([attempt, 200]);
      expect(started.output()).toMatch(
        /PIN）：\d+[\s\S]*npm run review -- list/,
      );
      expect(await started.end()).toBe(0);
    }
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(["client", "companion", "key"]),
    );
  }, 180_000);
});

describe("a start without a window", () => {
  it("reports every setting with its value and source, and what IT has misspelt", () => {
    const folder = newFolder();
    const policyFile = join(folder, "policy.json");
    writeFileSync(
      policyFile,
      JSON.stringify({
        enforced: { lockAfterMinutes: 5, lockAfter: 1, logLevel: "loud" },
        recommended: { autosaveAfterMs: 300 },
      }),
    );
    const { status, stdout } = spawnSync(
      process.execPath,
      [
        "dev/browser-host.ts",
        ...["--data-dir", join(folder, "client")],
        ...["--companion", "https://filing.example.cn"],
        ...["--policy-file", policyFile, "--policy-report"],
      ],
      { encoding: "utf8", cwd: join(import.meta.dirname, "../../..") },
    );
    const rows = stdout.split("\n").map((line) => line.split("\t"));
    const row = (name: string) => {
      const [, value, source, , locked, remark] =
        rows.find(([first]) => first === name) ?? [];
      return [value, source, locked, remark];
    };
    expect([status, rows[0], rows[1]]).toEqual([
      0,
      ["#", policyFile, "read"],
      ["#", "lockAfter", "unknown-name"],
    ]);
    expect([
      row("companionAddress"),
      row("lockAfterMinutes"),
      row("autosaveAfterMs"),
      row("logLevel"),
      row("proxyMode"),
    ]).toEqual([
      ['"https://filing.example.cn"', "command-line", "locked", undefined],
      ["5", "policy", "locked", undefined],
      ["300", "preset", "free", undefined],
      ['"info"', "default", "locked", "policy-unusable"],
      ['"system"', "default", "free", undefined],
    ]);
  });

  it("writes one ZIP file for support, without what the canary sang", () => {
    const folder = newFolder();
    const client = join(folder, "client");
    mkdirSync(join(client, "logs"), { recursive: true });
    const canaries = ["11010519491231002X", "260614", "王建国", "13811111111"];
    const policyFile = join(folder, "policy.json");
    writeFileSync(
      policyFile,
      JSON.stringify({
        enforced: {
          administratorContact: `${canaries[3] ?? ""} wangjianguo@mail.example.cn`,
          notices: [`证件 ${canaries[0] ?? ""}`, "138-1111-1111"],
          driverModules: ["C:\\Users\\wangjianguo\\p11.dll"],
        },
      }),
    );
    writeFileSync(
      join(client, "settings.json"),
      JSON.stringify({
        values: { backupFolder: "/home/wangjianguo/backup" },
        history: {},
      }),
    );
    const settingCanaries = ["wangjianguo", "138-1111-1111"];
    writeFileSync(
      join(client, "logs/client.1.log"),
      `${JSON.stringify({ level: 50, time: "2026-01-01T00:00:00Z", msg: `defect ${canaries[0] ?? ""} ${canaries[3] ?? ""}`, error: "TypeError", pin: canaries[1], holder: canaries[2] })}\nno JSON ${canaries.join(" ")}\n`,
    );
    const file = join(folder, "report.zip");
    const { status } = spawnSync(
      process.execPath,
      [
        "dev/browser-host.ts",
        ...["--data-dir", client, "--companion", "http://127.0.0.1:1"],
        ...["--policy-file", policyFile, "--diagnostics", file],
      ],
      { cwd: join(import.meta.dirname, "../../..") },
    );
    const files = unzipSync(readFileSync(file));
    const texts = Object.values(files).map((bytes) => strFromU8(bytes));
    const report = JSON.parse(texts[0] ?? "") as {
      sections: { name: string; problem: string | null }[];
    };
    expect([
      status,
      Object.keys(files),
      report.sections.map(({ name }) => name),
      report.sections.filter(({ problem }) => problem !== null),
      texts.join("\n").includes("TypeError"),
      [...canaries, ...settingCanaries].filter((canary) =>
        texts.join("\n").includes(canary),
      ),
      texts[1]?.includes('backupFolder\t"/home/…/backup"\tclerk'),
      texts[1]?.includes('administratorContact\t"… …"\tpolicy'),
    ]).toEqual([
      0,
      ["report.json", "settings.tsv", "log.jsonl"],
      expect.arrayContaining(["program", "network", "clock", "disk", "keys"]),
      [],
      true,
      [],
      true,
      true,
    ]);
  }, 60_000);

  it("says by its exit code that the server is not reached", () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [
        "dev/browser-host.ts",
        ...["--data-dir", join(newFolder(), "client")],
        ...["--companion", "http://127.0.0.1:1", "--preflight"],
      ],
      { encoding: "utf8", cwd: join(import.meta.dirname, "../../..") },
    );
    expect([status, stdout.split("\n")[6]]).toEqual([
      23,
      "FAILED\t23\tserverNotReached",
    ]);
  }, 60_000);
});
