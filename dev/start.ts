import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { onStop } from "../src-companion/on-stop.ts";
import { startBrowserHost } from "./browser-host/start-browser-host.ts";
import { findElectron } from "./start/find-electron.ts";
import { runElectron } from "./start/run-electron.ts";
import { trialAccount } from "./start/prepare-account.ts";
import {
  outboxesOf,
  prepareTrial,
  reviewer,
  startTrialCompanion,
} from "./start/prepare-trial.ts";
import { ensureSystemPackages, systemPackages } from "./system-packages.ts";

const { values } = parseArgs({
  options: {
    /** Beside the sources and ignored by git, so that a trial is found, and thrown away, with the checkout. */
    "data-dir": { type: "string", default: ".demo" },
    port: { type: "string", default: "0" },
    "companion-port": { type: "string", default: "8643" },
    browser: { type: "boolean", default: false },
  },
});

if (!ensureSystemPackages([systemPackages.softhsm2])) process.exit(1);

const folder = resolve(values["data-dir"]);
const key = await prepareTrial(folder);
const companion = await startTrialCompanion(
  folder,
  Number(values["companion-port"]),
);
// The key host inherits it; SoftHSM2 finds its tokens by this variable alone.
process.env["SOFTHSM2_CONF"] = key.environment.SOFTHSM2_CONF;

const clientFolder = join(folder, "client");
const electron = values.browser
  ? { kind: "absent" as const, reason: "已指定 --browser" }
  : await findElectron();
const client =
  electron.kind === "found"
    ? await runElectron(electron.path, {
        dataFolder: clientFolder,
        companionOrigin: companion.origin,
        pkcs11ModulePath: key.module,
      })
    : await startBrowserHost({
        dataFolder: clientFolder,
        companionAddress: companion.origin,
        policyFile: null,
        chosenPath: null,
        offeredVersion: null,
        port: Number(values.port),
        pkcs11ModulePaths: [key.module],
      });

// Before the lines that say it is there: whoever reads them may already want it to end.
const stop = onStop("start", () => void close());
void client.ended.then(stop);

const review = `--companion ${companion.origin} --name ${reviewer.name} --password ${reviewer.password}`;
console.log(`
客户端：${electron.kind === "found" ? "已在 Electron 窗口中打开。" : `请用浏览器打开 ${client.url}（${electron.reason}，改用浏览器）`}
电子钥匙：演示钥匙已插入：${key.enterpriseName}，${key.holderName}。选择“使用电子钥匙”，密码（PIN）：${key.pin}
没有钥匙：演示账号 ${trialAccount.name}，密码 ${trialAccount.password}（${trialAccount.enterpriseName}）；也可以自己注册。
短信和邮件：试用时不发送，验证码写入 ${outboxesOf(folder).sms} 和 ${outboxesOf(folder).mail}
查看待审：另开终端，npm run review -- list ${review}
审核通过：npm run review -- approve <编号> ${review}
结束：按 Ctrl+C。全部资料在 ${folder}，删除它即可重新开始。
`);

async function close(): Promise<void> {
  // What matters is on disk; a driver or a server that hangs must not keep the terminal.
  setTimeout(() => process.exit(1), 10_000).unref();
  await client.close();
  await companion.close();
  process.exit(0);
}
