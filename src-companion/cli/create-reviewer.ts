import { Command } from "commander";
import { createReviewer } from "../sessions/reviewer-store.ts";
import { openDatabase } from "../storage/open-database.ts";
import { askPassword } from "./ask-password.ts";

interface ReviewerOptions {
  dataDir: string;
  name: string;
  password?: string;
  passwordStdin?: true;
  authority: string;
  province: string;
}

const shortestPassword = 10;

async function run(options: ReviewerOptions): Promise<void> {
  const password = options.password ?? (await askPassword("密码："));
  if (password.length < shortestPassword)
    throw new Error(`密码至少 ${shortestPassword} 位。`);
  const database = await openDatabase(options.dataDir);
  try {
    const { name, authority, province } = options;
    const isCreated = await createReviewer(
      database,
      { name, password, authority, province },
      new Date(),
    );
    if (!isCreated) throw new Error(`审核账号“${name}”已存在。`);
    console.log(`已创建审核账号“${name}”（${authority}，${province}）。`);
  } finally {
    await database.destroy();
  }
}

await new Command("create-reviewer")
  .description("创建商务主管部门的审核账号")
  .requiredOption("--data-dir <目录>", "配套接口的数据目录")
  .requiredOption("--name <账号>", "审核账号名")
  .option("--password <密码>", "密码；不写则询问")
  .option("--password-stdin", "从标准输入读取密码")
  .requiredOption("--authority <机构>", "审核机构，例如 北京市商务局")
  .requiredOption("--province <省份>", "省份，例如 北京市")
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
