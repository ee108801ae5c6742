import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  readUnattendedTask,
  runUnattended,
} from "../src-main/application/unattended.ts";
import { isCompanionAddress } from "../src-shared/settings/setting-checks.ts";
import { onStop } from "../src-companion/on-stop.ts";
import { openPackedClient } from "./browser-host/open-packed-client.ts";
import {
  browserHostPorts,
  startBrowserHost,
  type BrowserHostOptions,
} from "./browser-host/start-browser-host.ts";

const usage =
  "用法：npm run browser-host -- --data-dir 资料文件夹 [--companion 接口地址] [--port 端口] [--pkcs11-module 驱动文件]… [--policy-file 策略文件] [--choose 对话框的回答] [--offer-version 更新服务器上的版本] [--packed 打包后的客户端]\n没有窗口：… --policy-report | --preflight | --diagnostics 文件.zip";

const { values } = parseArgs({
  options: {
    "data-dir": { type: "string" },
    companion: { type: "string" },
    port: { type: "string", default: "0" },
    /** Made by `npm run package:check`; without it, the sources run. */
    packed: { type: "string" },
    "pkcs11-module": { type: "string", multiple: true, default: [] },
    "policy-file": { type: "string" },
    choose: { type: "string" },
    "offer-version": { type: "string" },
    /** Prints what holds, who said so and since when; opens nothing. */
    "policy-report": { type: "boolean" },
    /** The report of the page 诊断, into a ZIP file. */
    diagnostics: { type: "string" },
    /** Whether this machine has what the client needs; the exit code is the first thing that it has not. */
    preflight: { type: "boolean" },
  },
});

const dataFolder = values["data-dir"];
const { companion } = values;
if (
  dataFolder === undefined ||
  (companion !== undefined && !isCompanionAddress(companion))
) {
  console.error(usage);
  process.exit(2);
}

const options: BrowserHostOptions = {
  dataFolder: resolve(dataFolder),
  companionAddress: companion ?? null,
  port: Number(values.port),
  pkcs11ModulePaths: values["pkcs11-module"].map((path) => resolve(path)),
  policyFile: resolvedOrNull(values["policy-file"]),
  chosenPath: resolvedOrNull(values.choose),
  offeredVersion: values["offer-version"] ?? null,
};
const task = readUnattendedTask((name) => {
  const value = (values as Record<string, unknown>)[name];
  return value === true ? "" : typeof value === "string" ? value : null;
});
if (task !== null) {
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  process.exit(await runUnattended(task, browserHostPorts(options)));
}

const host = await startBrowserHost(
  options,
  values.packed === undefined
    ? undefined
    : await openPackedClient(resolve(values.packed)),
);

onStop("browser-host", () => {
  // What matters is on disk; a driver or a server that hangs must not keep the host.
  setTimeout(() => process.exit(1), 10_000).unref();
  host.close().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
console.log(JSON.stringify({ url: host.url, processId: process.pid }));

function resolvedOrNull(path: string | undefined): string | null {
  return path === undefined ? null : resolve(path);
}
