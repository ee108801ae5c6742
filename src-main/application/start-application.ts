import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  ProblemError,
  type Problem,
} from "../../src-shared/problems/problem.ts";
import { attachmentFolder } from "../attachments/attachment-folder.ts";
import { backUpBeforeMigration } from "../backups/back-up-before-migration.ts";
import { finishRestore, restoreBackup } from "../backups/restore-backup.ts";
import {
  finishStartAnew,
  hasTraces,
  startAnew,
  type ProfilePlace,
} from "../backups/start-anew.ts";
import { lockProfile } from "../storage/lock-profile.ts";
import { nameStorageProblem } from "../storage/storage-problem.ts";
import { backupFolderOf, defaultBackupFolder } from "./backup-folder-of.ts";
import { createApplication } from "./create-application.ts";
import { createClosedApplication } from "./create-closed-application.ts";
import type {
  Application,
  HostPorts,
  OpenedApplication,
} from "./host-ports.ts";
import { createPageConnections } from "./page-connections.ts";
import type { ProfileKeeper } from "./profile-keeper.ts";

/** Its digest is in the built bundle, so whoever starts one takes this from there too. */
export { intactKeyHost } from "./intact-key-host.ts";
/** As Electron's entry reads them; `npm run test:windows` asks the packed ones. */
export { policyPlaces } from "./policy-places.ts";

/**
 * The client on this profile, for itself alone. Where the profile cannot be opened there is a client all the same: it says
 * why, and offers the backups. After a restore the page has to be loaded again.
 */
export async function startApplication(ports: HostPorts): Promise<Application> {
  const { profileFolder } = ports;
  const databaseFile = join(profileFolder, "client.db");
  let release: (() => void) | null = null;
  let problem: Problem | null = null;

  const place: ProfilePlace = {
    profileFolder,
    databaseFile,
    attachmentsRoot: attachmentFolder(profileFolder).root,
    backupFolder: () => backupFolderOf(ports),
  };
  const open = async (): Promise<OpenedApplication> => {
    try {
      release ??= lockProfile(profileFolder);
      await finishStartAnew(place);
      await finishRestore(place);
      if (!existsSync(databaseFile) && (await hasTraces(place)))
        throw new ProblemError("storage-missing");
      await backUpBeforeMigration({
        ...place,
        otherFolder: defaultBackupFolder(profileFolder),
        now: ports.now,
      });
      const opened = await createApplication(ports, keeper);
      problem = null;
      return opened;
    } catch (error) {
      const named = nameStorageProblem(error);
      if (!(named instanceof ProblemError)) throw named;
      problem = named.problem;
      return createClosedApplication(ports, named.problem, keeper);
    }
  };
  /** However it ends, pages that do not load anew go on with what is open then. */
  const whileClosed = async (work: () => Promise<void>): Promise<void> => {
    await current.close();
    try {
      await work();
    } finally {
      current = await open();
      pages.serveBy(current);
      current.tellState();
    }
  };
  const keeper: ProfileKeeper = {
    restore: async (backupFolder, backupPath) => {
      // Without the lock another client may be writing there.
      release ??= lockProfile(profileFolder);
      current.keepTyping();
      await restoreBackup(place, backupFolder, backupPath, whileClosed);
    },
    startAnew: async () => {
      release ??= lockProfile(profileFolder);
      await whileClosed(() => startAnew(place));
    },
    openAgain: async () => {
      await whileClosed(async () => undefined);
      return problem;
    },
  };
  const pages = createPageConnections();
  let current = await open();
  pages.serveBy(current);

  return {
    connectPage: (transport) => {
      pages.connect(transport);
    },
    answerAttachmentRequest: (request) =>
      current.answerAttachmentRequest(request),
    countUnsentSubmissions: () => current.countUnsentSubmissions(),
    keepTyping: () => current.keepTyping(),
    wakeUp: () => current.wakeUp(),
    close: async () => {
      await current.close();
      release?.();
      release = null;
    },
  };
}
