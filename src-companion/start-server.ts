import { z } from "zod";
import type { ExposureProblem } from "./check-exposure.ts";
import { onStop } from "./on-stop.ts";
import { readEnvironment } from "./read-environment.ts";
import {
  ExposureError,
  startCompanion,
  type RunningCompanion,
} from "./start-companion.ts";

const sentences: Record<ExposureProblem, string> = {
  "plain-http-beyond-loopback":
    "没有启动：在本机以外提供服务必须使用 HTTPS。请设置 COMPANION_TLS_CERT 和 COMPANION_TLS_KEY（证书和私钥文件），或用 COMPANION_TRUSTED_PROXY 指明可信代理的地址。",
  "origin-needed":
    "没有启动：请用 COMPANION_ORIGIN 指明客户端访问的地址，例如 https://filing.example.cn。",
  "origin-malformed":
    "没有启动：COMPANION_ORIGIN 应为不带路径和末尾斜线的地址，例如 https://filing.example.cn。",
  "proxy-address-malformed":
    "没有启动：COMPANION_TRUSTED_PROXY 应为代理的 IP 地址。",
};

if (process.argv[2] === "--help") {
  console.log(usage());
  process.exit(0);
}
if (process.argv.length > 2) {
  console.error(usage());
  process.exit(2);
}
try {
  const options = readEnvironment(process.env);
  const companion = await startCompanion(options);
  // Before the line that says it is there: whoever reads it may already want it to end.
  onStop("companion", () => end(companion));
  console.log(
    JSON.stringify({ address: companion.origin, dataDir: options.dataDir }),
  );
} catch (error) {
  console.error(sentenceFor(error));
  process.exit(1);
}

function end(companion: RunningCompanion): void {
  // A client that stops in the middle of a request must not hold up a shutdown; uploads go on where they stopped.
  setTimeout(() => process.exit(0), 10_000).unref();
  void companion.close().then(() => process.exit(0));
}

function usage(): string {
  return [
    "二手车出口备案配套接口，只由环境变量设置：",
    "  COMPANION_HOST（默认 127.0.0.1）、COMPANION_PORT（默认 8643，0 为任意空闲端口）",
    "  COMPANION_DATA_DIR（默认 companion-data）",
    "  COMPANION_ORIGIN：客户端访问的地址，默认为监听地址",
    "  COMPANION_TLS_CERT、COMPANION_TLS_KEY：证书和私钥文件；或 COMPANION_TRUSTED_PROXY：可信代理的 IP 地址",
    "  COMPANION_REVOCATION_UNKNOWN：mark（默认）或 refuse；COMPANION_OCSP_RESPONDERS：发证机构的在线应答（OCSP）地址，多个以逗号分隔，没有有效吊销列表时查询",
    "  短信：COMPANION_SMS_GATEWAY_URL 和 COMPANION_SMS_GATEWAY_SECRET（至少 16 位）；试用可改为 COMPANION_SMS_OUTBOX（写入的文件）",
    "  统一身份登录（OpenID Connect）：COMPANION_OPENID_ISSUER、COMPANION_OPENID_CLIENT_ID，可选 COMPANION_OPENID_CLIENT_SECRET、COMPANION_OPENID_TITLE",
    "  邮件：COMPANION_SMTP_URL 和 COMPANION_MAIL_FROM；试用可改为 COMPANION_MAIL_OUTBOX（写入的文件）",
  ].join("\n");
}

function sentenceFor(error: unknown): string {
  if (error instanceof ExposureError) return sentences[error.code];
  if (error instanceof z.ZodError) {
    return `没有启动：环境变量的值不正确：${error.issues.map(({ path }) => path.join(".")).join("、")}。`;
  }
  return `没有启动：${error instanceof Error ? error.message : String(error)}`;
}
