import { join } from "node:path";
import {
  ProblemError,
  type Problem,
} from "../../src-shared/problems/problem.ts";
import { attachmentFolder } from "../attachments/attachment-folder.ts";
import { finishRestore, restoreBackup } from "../backups/restore-backup.ts";
import { lockProfile } from "../storage/lock-profile.ts";
import { createApplication } from "./create-application.ts";
import { createClosedApplication } from "./create-closed-application.ts";
import type { Application, HostPorts } from "./host-ports.ts";

/** Its digest is in the built bundle, so whoever starts one takes this from there too. */
export { intactKeyHost } from "./intact-key-host.ts";

/** What the application may ask of whoever started it. */
export interface ProfileKeeper {
  /** Closes whatever is open on the profile, puts the backup in the place of the database, and opens again. */
  restore(backupFolder: string, backupPath: string): Promise<void>;
  openAgain(): Promise<Problem | null>;
}

/**
 * The client on this profile, for itself alone. Where the profile cannot be opened there is a client all the same: it says
 * why, and offers the backups. After a restore the page has to be loaded again.
 */
export async function startApplication(ports: HostPorts): Promise<Application> {
  const { profileFolder } = ports;
  const databaseFile = join(profileFolder, "client.db");
  let release: (() => void) | null = null;
  let problem: Problem | null = null;

  const open = async (): Promise<Application> => {
    try {
      release ??= lockProfile(profileFolder);
      await finishRestore({ profileFolder, databaseFile });
      const opened = await createApplication(ports, keeper);
      problem = null;
      return opened;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problem = error.problem;
      return createClosedApplication(ports, error.problem, keeper);
    }
  };
  const keeper: ProfileKeeper = {
    restore: async (backupFolder, backupPath) => {
      // Without the lock another client may be writing there.
      release ??= lockProfile(profileFolder);
      await current.close();
      try {
        const attachmentsRoot = attachmentFolder(profileFolder).root;
        const place = { profileFolder, databaseFile, attachmentsRoot };
        await restoreBackup(place, backupFolder, backupPath);
      } finally {
        current = await open();
      }
    },
    openAgain: async () => {
      await current.close();
      current = await open();
      return problem;
    },
  };
  let current = await open();

  return {
    connectPage: (transport) => {
      current.connectPage(transport);
    },
    answerAttachmentRequest: (request) =>
      current.answerAttachmentRequest(request),
    countUnsentSubmissions: () => current.countUnsentSubmissions(),
    wakeUp: () => current.wakeUp(),
    close: async () => {
      await current.close();
      release?.();
      release = null;
    },
  };
}
