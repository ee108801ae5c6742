import { existsSync } from "node:fs";
import { spawnSync } from "node:child_process";

export interface SystemPackage {
  readonly debianName: string;
  readonly neededFor: string;
  readonly isHere: () => boolean;
}

/** Everything outside npm that the product's development needs, on Debian and Ubuntu. */
export const systemPackages = {
  softhsm2: {
    debianName: "softhsm2",
    neededFor: "软件电子钥匙",
    isHere: () =>
      existsSync("/usr/lib/softhsm/libsofthsm2.so") ||
      existsSync("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
  },
  opensslHeaders: {
    debianName: "libssl-dev",
    neededFor: "编译钥匙模拟器（国密签名）",
    isHere: () => existsSync("/usr/include/openssl/evp.h"),
  },
  opensc: {
    debianName: "opensc",
    neededFor: "用第三方工具查看电子钥匙（测试）",
    isHere: () => hasCommand("pkcs11-tool"),
  },
  openssl: {
    debianName: "openssl",
    neededFor: "用第三方工具验证签名（测试）",
    isHere: () => hasCommand("openssl"),
  },
  chromium: {
    debianName: "chromium",
    neededFor: "界面测试",
    isHere: () => existsSync("/usr/bin/chromium"),
  },
  chineseFont: {
    debianName: "fonts-noto-cjk",
    neededFor: "界面测试中的中文字体",
    isHere: () => existsSync("/usr/share/fonts/opentype/noto"),
  },
  curl: {
    debianName: "curl",
    neededFor: "执行文档中的命令（测试）",
    isHere: () => hasCommand("curl"),
  },
  windowsCompiler: {
    debianName: "g++-mingw-w64-x86-64",
    neededFor: "检查 Windows 安装包的内容",
    isHere: () => hasCommand("x86_64-w64-mingw32-g++"),
  },
  codeSigning: {
    debianName: "osslsigncode",
    neededFor: "签名的驱动文件（测试）",
    isHere: () => hasCommand("osslsigncode"),
  },
  nsis: {
    debianName: "nsis",
    neededFor: "编译安装程序脚本",
    isHere: () => hasCommand("makensis"),
  },
} as const satisfies Record<string, SystemPackage>;

function hasCommand(name: string): boolean {
  return (
    spawnSync("sh", ["-c", 'command -v "$1"', "sh", name], { stdio: "ignore" })
      .status === 0
  );
}

/** @returns whether all are here afterwards; says in one sentence and one command what is not */
export function ensureSystemPackages(
  wanted: readonly SystemPackage[],
): boolean {
  const missing = wanted.filter((one) => !one.isHere());
  if (missing.length === 0) return true;
  const names = missing.map((one) => one.debianName).join(" ");
  const prefix = administratorPrefix();
  if (prefix !== null && hasCommand("apt-get")) {
    console.log(`正在安装系统软件包：${names}`);
    install(prefix, names);
  }
  const stillMissing = missing.filter((one) => !one.isHere());
  if (stillMissing.length === 0) return true;
  const reasons = stillMissing
    .map((one) => `${one.debianName}（${one.neededFor}）`)
    .join("、");
  const stillNames = stillMissing.map((one) => one.debianName).join(" ");
  console.error(
    `缺少系统软件包：${reasons}。请先运行：sudo apt-get install -y ${stillNames}`,
  );
  return false;
}

function install(prefix: string, names: string): void {
  spawnSync(
    `${prefix}apt-get update -qq && ${prefix}env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ${names}`,
    { shell: true, stdio: "inherit" },
  );
}

/** `null` where packages cannot be installed without asking somebody. */
function administratorPrefix(): "" | "sudo -n " | null {
  if (process.platform !== "linux") return null;
  if (process.getuid?.() === 0) return "";
  const sudo = spawnSync("sudo", ["-n", "true"], { stdio: "ignore" });
  return sudo.status === 0 ? "sudo -n " : null;
}
