import { z } from "zod";
import type { ExposureProblem } from "./check-exposure.ts";
import { readEnvironment } from "./read-environment.ts";
import { ExposureError, startCompanion } from "./start-companion.ts";

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

try {
  const options = readEnvironment(process.env);
  const companion = await startCompanion(options);
  console.log(
    JSON.stringify({ address: companion.origin, dataDir: options.dataDir }),
  );
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(
      signal,
      () => void companion.close().then(() => process.exit(0)),
    );
  }
} catch (error) {
  console.error(sentenceFor(error));
  process.exit(1);
}

function sentenceFor(error: unknown): string {
  if (error instanceof ExposureError) return sentences[error.code];
  if (error instanceof z.ZodError) {
    return `没有启动：环境变量的值不正确：${error.issues.map(({ path }) => path.join(".")).join("、")}。`;
  }
  return `没有启动：${error instanceof Error ? error.message : String(error)}`;
}
