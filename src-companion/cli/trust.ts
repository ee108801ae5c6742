import { readFileSync } from "node:fs";
import { Command } from "commander";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  openDatabase,
  type CompanionDatabase,
} from "../storage/open-database.ts";
import type { TrustKind } from "../storage/companion-tables.ts";
import { readPemOrDer } from "../trust/read-pem-or-der.ts";
import { addTrust, listTrust, removeTrust } from "../trust/trust-store.ts";

const kindNames: Record<TrustKind, string> = {
  anchor: "信任锚",
  intermediate: "中间证书",
  crl: "吊销列表",
};

const program = new Command("trust").description(
  "管理配套接口信任的证书；运行中的服务立即生效",
);

for (const kind of ["anchor", "intermediate", "crl"] as const) {
  program
    .command(`add-${kind} <文件>`)
    .description(`加入${kindNames[kind]}（PEM 或 DER）`)
    .requiredOption("--data-dir <目录>", "配套接口的数据目录")
    .action((file: string, options: { dataDir: string }) =>
      withDatabase(options.dataDir, (database) =>
        addFile(database, kind, file),
      ),
    );
}
program
  .command("list")
  .description("列出全部")
  .requiredOption("--data-dir <目录>", "配套接口的数据目录")
  .action((options: { dataDir: string }) =>
    withDatabase(options.dataDir, printAll),
  );
program
  .command("remove <指纹>")
  .description("按 SHA-256 指纹（可只写开头几位）移除一项")
  .requiredOption("--data-dir <目录>", "配套接口的数据目录")
  .action((start: string, options: { dataDir: string }) =>
    withDatabase(options.dataDir, (database) => removeOne(database, start)),
  );

await program.parseAsync().catch((error: unknown) => {
  console.error(sentenceFor(error));
  process.exitCode = 1;
});

async function withDatabase(
  dataDir: string,
  work: (database: CompanionDatabase) => Promise<void>,
): Promise<void> {
  const database = await openDatabase(dataDir);
  try {
    await work(database);
  } finally {
    await database.destroy();
  }
}

async function addFile(
  database: CompanionDatabase,
  kind: TrustKind,
  file: string,
): Promise<void> {
  for (const der of readPemOrDer(readFileSync(file))) {
    const added = await addTrust(database, kind, der, new Date());
    if (added.kind === "outdated") {
      console.log("已有更新的吊销列表，此文件未加入。");
      continue;
    }
    const { sha256, name } = added.entry;
    const replaced = added.replaced > 0 ? "，替换了较旧的一份" : "";
    console.log(
      `已加入${kindNames[kind]}：${name}（${sha256.slice(0, 12)}）${replaced}。`,
    );
  }
}

async function printAll(database: CompanionDatabase): Promise<void> {
  const entries = await listTrust(database);
  if (entries.length === 0) console.log("还没有任何信任的证书。");
  for (const { kind, name, sha256, addedAt } of entries) {
    console.log(
      `${sha256.slice(0, 12)}  ${kindNames[kind]}  ${name}  ${addedAt}`,
    );
  }
}

async function removeOne(
  database: CompanionDatabase,
  start: string,
): Promise<void> {
  if (!/^[0-9a-f]{6,64}$/.test(start))
    throw new Error("指纹应为至少 6 位十六进制数字。");
  const found = await removeTrust(database, start);
  if (found === 0) throw new Error("没有这样的指纹。");
  if (found > 1) throw new Error(`有 ${found} 项以此开头，请多写几位。`);
  console.log("已移除。");
}

function sentenceFor(error: unknown): string {
  if (error instanceof ProblemError) {
    return error.problem.code === "certificate-untrusted"
      ? "这不是可以签发证书的 CA 证书。"
      : "文件不是可读的证书或吊销列表（PEM 或 DER）。";
  }
  return error instanceof Error ? error.message : String(error);
}
