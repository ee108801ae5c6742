import { readFileSync } from "node:fs";
import { Command, Option } from "commander";
import { importAccounts } from "../accounts/import-accounts.ts";
import {
  accountColumns,
  readAccountTable,
  type TableEncoding,
} from "../accounts/read-account-table.ts";
import { openDatabase } from "../storage/open-database.ts";

interface ImportOptions {
  dataDir: string;
  file: string;
  encoding: TableEncoding;
}

async function run({ dataDir, file, encoding }: ImportOptions): Promise<void> {
  const rows = readAccountTable(readFileSync(file), encoding);
  const database = await openDatabase(dataDir);
  try {
    const { imported, refused } = await importAccounts(
      database,
      rows,
      new Date(),
    );
    console.log(`共 ${rows.length} 行，已导入 ${imported} 个账号。`);
    if (refused.length === 0) return;
    console.log(`未导入 ${refused.length} 行：`);
    for (const { line, name, reason } of refused)
      console.log(`  第 ${line} 行  ${name}  ${reason}`);
    // So that a script notices; what was imported stays.
    process.exitCode = 2;
  } finally {
    await database.destroy();
  }
}

await new Command("import-accounts")
  .description(
    `从 CSV 导入已有账号；运行中的服务立即生效。第一行为表头：${Object.values(accountColumns).join(",")}。导入的账号没有密码，首次登录须用手机短信“找回账号密码”。`,
  )
  .requiredOption("--data-dir <目录>", "配套接口的数据目录")
  .requiredOption("--file <文件>", "CSV 文件")
  .addOption(
    new Option("--encoding <编码>", "文件编码")
      .choices(["utf-8", "gbk"])
      .default("utf-8"),
  )
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
