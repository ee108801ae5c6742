import { dirname, join } from "node:path";
import { contract } from "../../src-shared/bridge/contract.ts";
import {
  ProblemError,
  type Problem,
} from "../../src-shared/problems/problem.ts";
import {
  backupLines,
  findBackup,
  previewBackup,
} from "../backups/describe-backups.ts";
import { serveBridge, type Handlers } from "../bridge/serve-bridge.ts";
import { backupFolderOf } from "./backup-folder-of.ts";
import type { HostPorts, OpenedApplication } from "./host-ports.ts";
import type { ProfileKeeper } from "./profile-keeper.ts";

/** A restore, or an empty profile beside it, helps against these; not against a full disk or a newer client's data. */
const isLost: readonly string[] = ["storage-damaged", "storage-missing"];

/** The client of a profile that cannot be opened: it knows its problem and its backups, and nothing else. */
export async function createClosedApplication(
  ports: HostPorts,
  problem: Problem,
  keeper: ProfileKeeper,
): Promise<OpenedApplication> {
  const folder = await backupFolderOf(ports);
  const databaseFile = join(ports.profileFolder, "client.db");
  const refuse = (): never => {
    throw new ProblemError(problem.code, problem.facts);
  };
  const refusals = Object.fromEntries(
    Object.keys(contract).map((name) => [name, refuse]),
  ) as unknown as Handlers;
  const bridge = serveBridge({
    refuse: () => null,
    logDefect: () => undefined,
    handlers: {
      ...refusals,
      "storage.state": () => ({ kind: "closed", problem }),
      "storage.open-again": async () => {
        const still = await keeper.openAgain();
        return still === null
          ? {
              kind: "open",
              isSound: null,
              lastBackupAt: null,
              backupProblem: null,
            }
          : { kind: "closed", problem: still };
      },
      "backups.list": async () => ({
        backups: await backupLines(folder, null),
      }),
      "backups.preview": async ({ name }) =>
        previewBackup(await findBackup(folder, name), databaseFile, null),
      "storage.start-anew": async () => {
        if (!isLost.includes(problem.code))
          throw new ProblemError("storage-in-order");
        await keeper.startAnew();
        return {};
      },
      "backups.restore": async ({ name }) => {
        if (!isLost.includes(problem.code))
          throw new ProblemError("backup-not-needed");
        const { path } = await findBackup(folder, name);
        await keeper.restore(dirname(path), path);
        return {};
      },
    },
  });
  return {
    connectPage: (transport) => {
      bridge.connect(transport);
    },
    tellState: () => {
      bridge.emit("storage.changed", { kind: "closed", problem });
    },
    answerAttachmentRequest: async () => ({
      status: 404,
      headers: {},
      body: new Uint8Array(0),
    }),
    countUnsentSubmissions: () => 0,
    keepTyping: () => undefined,
    wakeUp: () => undefined,
    close: async () => undefined,
  };
}
