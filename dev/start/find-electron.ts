import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type ElectronSearch =
  | { readonly kind: "found"; readonly path: string }
  | { readonly kind: "absent"; readonly reason: string };

const electronFolder = join(import.meta.dirname, "../../node_modules/electron");
const downloadLimitMs = 120_000;

/** npm brings Electron without its binary; one try to fetch it, with an end to the patience. */
export async function findElectron(): Promise<ElectronSearch> {
  const obstacle = findObstacle();
  if (obstacle !== null) return { kind: "absent", reason: obstacle };
  if (binaryPath() === null) {
    console.log("正在下载 Electron，最多两分钟……");
    await download();
  }
  const path = binaryPath();
  return path === null
    ? { kind: "absent", reason: "Electron 无法下载" }
    : { kind: "found", path };
}

function findObstacle(): string | null {
  if (process.platform !== "linux") return null;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (DISPLAY === undefined && WAYLAND_DISPLAY === undefined)
    return "这台机器没有图形界面";
  // Chromium's sandbox does not start for root, and the client does not start without it.
  return process.getuid?.() === 0 ? "Electron 不能以 root 身份运行" : null;
}

function binaryPath(): string | null {
  const pathFile = join(electronFolder, "path.txt");
  if (!existsSync(pathFile)) return null;
  const path = join(electronFolder, "dist", readFileSync(pathFile, "utf8"));
  return existsSync(path) ? path : null;
}

function download(): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [join(electronFolder, "install.js")],
      { stdio: "ignore", timeout: downloadLimitMs },
    );
    child.on("error", () => resolve());
    child.on("exit", () => resolve());
  });
}
