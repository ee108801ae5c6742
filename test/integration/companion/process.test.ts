import { randomUUID } from "node:crypto";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createReviewer } from "../../../src-companion/sessions/reviewer-store.ts";
import { issueSession } from "../../../src-companion/sessions/session-store.ts";
import { openDatabase } from "../../../src-companion/storage/open-database.ts";
import { createRequester, succeed } from "./companion-requester.ts";
import { filingContent, ownUscc } from "./test-enterprise.ts";

const program = join(
  import.meta.dirname,
  "../../../src-companion/start-server.ts",
);

interface Started {
  readonly child: ChildProcess;
  readonly origin: string;
}

let dataDir: string;
// Programs take their time to start where many tests run at once.
const timeLimitMs = 180_000;
const running = new Set<ChildProcess>();
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "companion-process-"));
});
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<Started> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, COMPANION_PORT: "0", COMPANION_DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "ignore"],
  });
  running.add(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const { address } = JSON.parse(line) as { address: string };
    return { child, origin: address };
  }
  throw new Error("it ended without a word");
}

async function end(
  child: ChildProcess,
  signal: NodeJS.Signals,
): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) =>
    child.once("exit", resolve),
  );
  child.kill(signal);
  running.delete(child);
  return ended;
}

async function enterpriseToken(uscc: string): Promise<string> {
  const database = await openDatabase(dataDir);
  const { token } = await issueSession(
    database,
    {
      kind: "key",
      uscc,
      enterpriseName: "测试企业",
      holderName: "张三",
      certificateSha256: "0".repeat(64),
    },
    new Date(),
  );
  await database.destroy();
  return token;
}

describe("the API as a process", { timeout: timeLimitMs }, () => {
  it("has every acknowledged save after kill -9 under load", async () => {
    const token = await enterpriseToken(ownUscc);
    const filingId = randomUUID();
    let acknowledged = 0;
    for (let round = 0; round < 3; round += 1) {
      const { child, origin } = await start();
      const request = createRequester(origin);
      const before = acknowledged;
      const load = (async () => {
        for (;;) {
          const body = {
            saveId: randomUUID(),
            baseVersion: acknowledged,
            content: filingContent(ownUscc, {
              street: `第 ${acknowledged + 1} 版`,
            }),
          };
          const { filing } = await succeed(request, "saveFiling", {
            params: { filingId },
            body,
            token,
          });
          acknowledged = filing.version;
          if (acknowledged === before + 5 + round * 3)
            void end(child, "SIGKILL");
        }
      })();
      await expect(load).rejects.toThrow();
      const again = await start();
      const { filing } = await succeed(
        createRequester(again.origin),
        "filing",
        { params: { filingId }, token },
      );
      // One more may be there: written, its answer killed with the process.
      expect(filing.version - acknowledged).toBeOneOf([0, 1]);
      expect(filing.content.fields.street).toBe(`第 ${filing.version} 版`);
      acknowledged = filing.version;
      await end(again.child, "SIGTERM");
    }
  });

  it("answers a repeated save after kill -9 as if nothing had happened", async () => {
    const token = await enterpriseToken("91310000631696382C");
    const parts = {
      params: { filingId: randomUUID() },
      body: {
        saveId: randomUUID(),
        baseVersion: 0,
        content: filingContent("91310000631696382C"),
      },
      token,
    };
    const first = await start();
    const before = await succeed(
      createRequester(first.origin),
      "saveFiling",
      parts,
    );
    await end(first.child, "SIGKILL");
    const second = await start();
    const after = await succeed(
      createRequester(second.origin),
      "saveFiling",
      parts,
    );
    await end(second.child, "SIGKILL");
    expect(after).toEqual(before);
  });

  it("ends by SIGTERM with waiting polls answered", async () => {
    const token = await enterpriseToken(ownUscc);
    const { child, origin } = await start();
    const waiting = createRequester(origin)("changes", {
      query: { after: 1_000_000, waitSeconds: 25 },
      token,
    });
    await succeed(createRequester(origin), "health");
    expect(await end(child, "SIGTERM")).toBe(0);
    expect((await waiting).status).toBe(200);
  });

  it("refuses to speak plain HTTP beyond this machine, in a sentence", () => {
    const refused = spawnSync(process.execPath, [program], {
      env: {
        ...process.env,
        COMPANION_HOST: "0.0.0.0",
        COMPANION_PORT: "0",
        COMPANION_DATA_DIR: dataDir,
      },
      encoding: "utf8",
    });
    expect([
      refused.status,
      refused.stdout,
      refused.stderr.includes("必须使用 HTTPS"),
    ]).toEqual([1, "", true]);
  });

  it("speaks HTTPS with certificate files", async () => {
    const [cert, key] = [
      join(dataDir, "tls.pem"),
      join(dataDir, "tls-key.pem"),
    ];
    spawnSync("openssl", [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-days",
      "1",
      "-subj",
      "/CN=localhost",
      "-keyout",
      key,
      "-out",
      cert,
    ]);
    const child = spawn(process.execPath, [program], {
      env: {
        ...process.env,
        COMPANION_HOST: "0.0.0.0",
        COMPANION_PORT: "0",
        COMPANION_DATA_DIR: dataDir,
        COMPANION_TLS_CERT: cert,
        COMPANION_TLS_KEY: key,
        COMPANION_ORIGIN: "https://filing.example.cn",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    const log: string[] = [];
    child.stderr.on("data", (line: Buffer) => log.push(line.toString()));
    for await (const line of createInterface({ input: child.stdout })) {
      expect(JSON.parse(line)).toEqual({
        address: "https://filing.example.cn",
        dataDir,
      });
      break;
    }
    expect(await end(child, "SIGTERM")).toBe(0);
    expect(log.join("")).toContain("https://");
  });
});

describe("the commands", { timeout: timeLimitMs }, () => {
  const run = (script: string, args: readonly string[], input?: string) => {
    const path = join(
      import.meta.dirname,
      "../../../src-companion/cli",
      script,
    );
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path, ...args],
      {
        encoding: "utf8",
        ...(input === undefined ? {} : { input }),
      },
    );
    return { status, said: `${stdout}${stderr}`.trim() };
  };

  it("create-reviewer makes an account once, with the password from standard input", async () => {
    const args = [
      "--data-dir",
      dataDir,
      "--name",
      "zhang",
      "--password-stdin",
      "--authority",
      "北京市商务局",
      "--province",
      "北京市",
    ];
    expect(run("create-reviewer.ts", args, "0123456789\n")).toEqual({
      status: 0,
      said: "已创建审核账号“zhang”（北京市商务局，北京市）。",
    });
    expect(run("create-reviewer.ts", args, "0123456789\n")).toEqual({
      status: 1,
      said: "审核账号“zhang”已存在。",
    });
    expect(run("create-reviewer.ts", args, "short\n")).toEqual({
      status: 1,
      said: "密码至少 10 位。",
    });
    const { child, origin } = await start();
    const { authority } = await succeed(
      createRequester(origin),
      "signInReviewer",
      {
        body: { name: "zhang", password: "0123456789" },
      },
    );
    await end(child, "SIGTERM");
    expect(authority).toBe("北京市商务局");
  });

  it("trust takes no file that is neither certificate nor list", () => {
    const file = join(dataDir, "nonsense.pem");
    writeFileSync(file, "nonsense");
    expect(
      run("trust.ts", ["add-anchor", file, "--data-dir", dataDir]),
    ).toEqual({
      status: 1,
      said: "文件不是可读的证书或吊销列表（PEM 或 DER）。",
    });
  });

  it("review says in a sentence that the API is not there or the password is wrong", async () => {
    const database = await openDatabase(dataDir);
    const reviewer = {
      name: "li",
      password: "0123456789",
      authority: "北京市商务局",
      province: "北京市",
    };
    await createReviewer(database, reviewer, new Date());
    await database.destroy();
    const { child, origin } = await start();
    const away = run("review.ts", [
      "list",
      "--companion",
      "http://127.0.0.1:1",
      "--name",
      "li",
      "--password",
      "x",
    ]);
    const wrong = run("review.ts", [
      "list",
      "--companion",
      origin,
      "--name",
      "li",
      "--password",
      "wrong",
    ]);
    const empty = run("review.ts", [
      "list",
      "--companion",
      origin,
      "--name",
      "li",
      "--password",
      "0123456789",
    ]);
    await end(child, "SIGTERM");
    expect([away, wrong, empty]).toEqual([
      { status: 1, said: "无法连接配套接口，请检查 --companion 的地址。" },
      { status: 1, said: "账号或密码不正确。" },
      { status: 0, said: "共 0 条。" },
    ]);
  });
});
