import { Command, Option } from "commander";
import {
  createDemoEstate,
  createSm2Estate,
} from "./demo-ca/create-demo-estate.ts";

interface DemoKeyOptions {
  readonly dir: string;
  readonly algorithm: "rsa" | "sm2";
}

const command = new Command("demo-key")
  .description(
    "在指定目录中建立演示用软件电子钥匙（SoftHSM2）、演示根证书和吊销列表，并输出一行 JSON",
  )
  .addOption(
    new Option("--algorithm <算法>", "rsa，或 sm2（国密，经钥匙模拟器签名）")
      .choices(["rsa", "sm2"])
      .default("rsa"),
  )
  .requiredOption("--dir <目录>", "存放钥匙和证书的目录；已存在时沿用")
  .action(async ({ dir, algorithm }: DemoKeyOptions) => {
    const create = algorithm === "sm2" ? createSm2Estate : createDemoEstate;
    console.log(JSON.stringify(await create(dir)));
  });

await command.parseAsync();
