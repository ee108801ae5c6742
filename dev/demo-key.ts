import { Command } from "commander";
import { createDemoEstate } from "./demo-ca/create-demo-estate.ts";

const command = new Command("demo-key")
  .description(
    "在指定目录中建立演示用软件电子钥匙（SoftHSM2）、演示根证书和吊销列表，并输出一行 JSON",
  )
  .requiredOption("--dir <目录>", "存放钥匙和证书的目录；已存在时沿用")
  .action(async ({ dir }: { dir: string }) => {
    console.log(JSON.stringify(await createDemoEstate(dir)));
  });

await command.parseAsync();
