import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { app, session, type Session } from "electron";
import {
  CancellationToken,
  NsisUpdater,
  type VerifyUpdateCodeSignature,
} from "electron-updater";
import type { AnswerProxy, HostPorts } from "../application/host-ports.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { mayElevate, namesPublisher } from "./installation-facts.ts";
import { answerLogin } from "./request-over-net.ts";

type UpdateFeed = NonNullable<HostPorts["updates"]>;

/** electron-updater's names of the feed's files: `latest.yml` and `beta.yml`. */
const channels = { stable: "latest", preview: "beta" } as const;

/** The session that electron-updater goes through the network with, instead of the client's own. */
export function updateSession(): Session {
  return session.fromPartition("electron-updater", { cache: false });
}

/**
 * electron-updater over the internal feed; null where nothing installed us.
 * @param verifySignature in place of electron-updater's own, which takes any file where PowerShell does not run
 */
export function createUpdateFeed(
  answerProxy: AnswerProxy,
  verifySignature: VerifyUpdateCodeSignature,
): UpdateFeed | null {
  if (!app.isPackaged || process.platform !== "win32") return null;
  let updater: NsisUpdater | null = null;
  return {
    installation: async () => ({
      kind: existsSync(
        join(dirname(process.execPath), "Uninstall used-car-filing.exe"),
      )
        ? "setup"
        : "msi",
      isPublisherKnown: namesPublisher(readUpdateFile()),
      mayElevate: mayElevate(await listOwnGroups()),
    }),
    check: async ({ url, channel }) => {
      // Of two downloads only the later one may be installed.
      if (updater !== null) updater.autoInstallOnAppQuit = false;
      updater = new NsisUpdater({
        provider: "generic",
        url,
        channel: channels[channel],
      });
      updater.logger = null;
      updater.verifyUpdateCodeSignature = verifySignature;
      updater.autoDownload = false;
      updater.autoInstallOnAppQuit = false;
      updater.allowDowngrade = false;
      updater.allowPrerelease = channel === "preview";
      updater.disableWebInstaller = true;
      const answer = answerLogin(answerProxy);
      // Electron's own callback, which takes no name for a refusal; electron-updater's types do not know that.
      updater.on("login", (asks, tell) =>
        answer(asks, tell as Parameters<typeof answer>[1]),
      );
      const result = await updater.checkForUpdates().catch((error: unknown) => {
        throw new ProblemError("update-feed-unreachable", undefined, {
          cause: error,
        });
      });
      return result?.isUpdateAvailable === true
        ? { version: result.updateInfo.version }
        : null;
    },
    download: (onPercent, signal) => download(updater, onPercent, signal),
    installOnQuit: (isWanted) => {
      if (updater !== null) updater.autoInstallOnAppQuit = isWanted;
    },
  };
}

async function download(
  updater: NsisUpdater | null,
  onPercent: (percent: number) => void,
  signal: AbortSignal,
): Promise<void> {
  if (updater === null) throw new Error("Nothing was looked for yet.");
  const token = new CancellationToken();
  signal.addEventListener("abort", () => token.cancel(), { once: true });
  updater.on("download-progress", ({ percent }) => onPercent(percent));
  // Only while this is true does the end of a download make electron-updater listen for the client's end.
  updater.autoInstallOnAppQuit = true;
  try {
    await updater.downloadUpdate(token);
  } catch (error) {
    const code =
      error instanceof Error && "code" in error ? error.code : undefined;
    throw new ProblemError(
      code === "ERR_UPDATER_INVALID_SIGNATURE" ||
        code === "ERR_CHECKSUM_MISMATCH"
        ? "update-not-authentic"
        : "update-feed-unreachable",
      undefined,
      { cause: error },
    );
  } finally {
    updater.autoInstallOnAppQuit = false;
  }
}

/** Written by the packing of a signed release; electron-updater reads the publisher's name from it. */
function readUpdateFile(): string {
  const path = join(process.resourcesPath, "app-update.yml");
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** SIDs, so that the answer is the same in every language of Windows. */
async function listOwnGroups(): Promise<string> {
  const { SystemRoot = "C:\\Windows" } = process.env;
  const { stdout } = await promisify(execFile)(
    join(SystemRoot, "System32\\whoami.exe"),
    ["/groups", "/fo", "csv", "/nh"],
    { windowsHide: true },
  );
  return stdout;
}
