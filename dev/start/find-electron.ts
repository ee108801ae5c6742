import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

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
  if (path === null) return { kind: "absent", reason: "Electron 无法下载" };
  return canSandbox(path)
    ? { kind: "found", path }
    : { kind: "absent", reason: "系统不允许 Electron 的沙箱启动" };
}

function findObstacle(): string | null {
  if (process.platform !== "linux") return null;
  const { DISPLAY, WAYLAND_DISPLAY, XDG_CURRENT_DESKTOP } = process.env;
  if (DISPLAY === undefined && WAYLAND_DISPLAY === undefined)
    return "这台机器没有图形界面";
  // Chromium's sandbox does not start for root, and the client does not start without it.
  if (process.getuid?.() === 0) return "Electron 不能以 root 身份运行";
  return hasKeyring(XDG_CURRENT_DESKTOP ?? "")
    ? null
    : "这个桌面没有密钥环，密钥无处安全保存";
}

/** Desktops for which Chromium asks a keyring (components/os_crypt, key_storage_util_linux.cc). */
const desktopsWithKeyring = [
  ...["Deepin", "GNOME", "KDE", "Pantheon", "UKUI", "Unity", "X-Cinnamon"],
  "XFCE",
];

export function hasKeyring(currentDesktop: string): boolean {
  return currentDesktop
    .split(":")
    .some((name) => desktopsWithKeyring.includes(name));
}

const userNamespaces = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";
const setuid = 0o4000;

/** Ubuntu since 23.10 gives no user namespace to programs it does not know; then only the helper of root's sandboxes. */
function canSandbox(path: string): boolean {
  const isRestricted =
    existsSync(userNamespaces) &&
    readFileSync(userNamespaces, "utf8").trim() === "1";
  if (!isRestricted) return true;
  const { mode, uid } = statSync(join(dirname(path), "chrome-sandbox"));
  return uid === 0 && (mode & setuid) !== 0;
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
