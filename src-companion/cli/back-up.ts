import { Command } from "commander";
import { backUpDataFolder } from "../storage/back-up-data-folder.ts";

interface BackUpOptions {
  dataDir: string;
  to: string;
}

async function run({ dataDir, to }: BackUpOptions): Promise<void> {
  const { files, copied } = await backUpDataFolder(dataDir, to);
  console.log(
    `备份完成：数据库、密钥和 ${files} 个附件（本次新增 ${copied} 个），在 ${to}。`,
  );
}

await new Command("back-up")
  .description(
    "备份配套接口的数据目录，服务运行时也可以；写入同一目录时只增加新的附件。恢复时把备份复制为数据目录",
  )
  .requiredOption("--data-dir <目录>", "配套接口的数据目录")
  .requiredOption("--to <目录>", "备份目录")
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(
      `备份没有完成：${error instanceof Error ? error.message : String(error)}`,
    );
    process.exitCode = 1;
  });
