import { join } from "node:path";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { createAttachments } from "../attachments/handle-attachments.ts";
import { attachmentFolder } from "../attachments/attachment-folder.ts";
import { sweepAttachments } from "../attachments/sweep-attachments.ts";
import { readAddresses, withBackup } from "../backups/read-backup.ts";
import { setAsideDatabases } from "../backups/set-aside.ts";
import { serveBridge, type BridgeServer } from "../bridge/serve-bridge.ts";
import { handleBundle } from "../diagnostics/handle-bundle.ts";
import { collectBundle } from "../diagnostics/write-bundle.ts";
import { countUnsentSubmissions } from "../filings/submission-table-store.ts";
import type { StateMove } from "../filings/local-filing.ts";
import { createIdentities } from "../identities/create-identities.ts";
import { handleRecovery } from "../identities/handle-recovery.ts";
import { createIdentityStore } from "../identities/identity-store.ts";
import { createIdleLock, everyInterval } from "../session/idle-lock.ts";
import { createSettings } from "../settings/create-settings.ts";
import { handleSettings } from "../settings/handle-settings.ts";
import { writePolicyReport } from "../settings/policy-report.ts";
import { assertModule } from "./driver-modules.ts";
import { createLog, describeDefect } from "../log/create-log.ts";
import { proxyChoiceOf } from "../network/proxy-choice.ts";
import { createProxySignIn } from "../network/proxy-sign-in.ts";
import { handleSession } from "../session/handle-session.ts";
import { refuseAccess } from "../session/opened-session.ts";
import { Session } from "../session/session.ts";
import { createCompanionCache } from "../storage/companion-cache-store.ts";
import { openDatabase, type Database } from "../storage/open-database.ts";
import { nameStorageProblem } from "../storage/storage-problem.ts";
import { createCompanionClient } from "../sync/companion-client.ts";
import { createCompanionMaterial } from "../sync/companion-material.ts";
import { createCompanionCursor } from "../sync/companion-cursor.ts";
import { createSynchroniser } from "../sync/create-synchroniser.ts";
import { handleSync } from "../sync/handle-sync.ts";
import { createReceiptJudge } from "../sync/judge-receipt.ts";
import { createSessionCalls } from "../sync/session-calls.ts";
import { createUpdates } from "../updates/create-updates.ts";
import { handleUpdates } from "../updates/handle-updates.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import { closeInOrder } from "./close-in-order.ts";
import type { HostPorts, OpenedApplication } from "./host-ports.ts";
import { checkForUpdates } from "./check-for-updates.ts";
import { backupFolderIn } from "./backup-folder-of.ts";
import { judgeSealedValues, sparesIn } from "./judge-sealed-values.ts";
import { createUnsentNote } from "./note-unsent-count.ts";
import { joinAccounts } from "./join-accounts.ts";
import { joinBackups } from "./join-backups.ts";
import { joinDiagnostics } from "./join-diagnostics.ts";
import { joinDraftFiles } from "./join-draft-files.ts";
import { joinFilings } from "./join-filings.ts";
import { joinLinks } from "./join-links.ts";
import { joinUsbKeys } from "./join-usb-keys.ts";
import { createPersonDesk } from "./person-desk.ts";
import { settleRestore } from "./settle-restore.ts";
import { adoptRescuedFiles } from "./salvage-contents.ts";
import type { InnerKeeper } from "./profile-keeper.ts";
import packageFile from "../../package.json" with { type: "json" };

const { version } = packageFile;

/**
 * The whole client without its host: every feature is built here, and gets what it needs of the others as a
 * parameter. Throws the problems of openDatabase when the profile cannot be opened.
 */
export async function createApplication(
  ports: HostPorts,
  keeper: InnerKeeper = nobodyKeeps,
): Promise<OpenedApplication> {
  const databaseFile = join(ports.profileFolder, "client.db");
  const database = openDatabase(databaseFile);
  try {
    return await joinFeatures(ports, keeper, { database, databaseFile });
  } catch (error) {
    // A damaged page may show only now; a file that is still open cannot be replaced on Windows.
    database.close();
    throw nameStorageProblem(error);
  }
}

async function joinFeatures(
  ports: HostPorts,
  keeper: InnerKeeper,
  { database, databaseFile }: { database: Database; databaseFile: string },
): Promise<OpenedApplication> {
  const { profileFolder, now } = ports;
  const settings = await createSettings(ports);
  const companionOrigin = originOf(settings.values().companionAddress);
  const log = await createLog(profileFolder, settings.values().logLevel);
  const logDefect = (error: unknown): void => {
    log.error(describeDefect(error), "defect");
  };
  const proxySignIn = createProxySignIn({
    onQuestion: (question) => {
      bridge.emit("network.proxy-asks", question);
    },
    onAnswered: () => {
      synchroniser.nudge();
    },
  });
  ports.proxy.onSignIn(proxySignIn.answer);
  await ports.proxy.use(proxyChoiceOf(settings.values()));
  const cache = createCompanionCache(database, now);
  const folder = attachmentFolder(profileFolder);
  await sweepAttachments(
    database,
    folder,
    now(),
    setAsideDatabases(profileFolder).map((path) =>
      withBackup(path, readAddresses),
    ),
  );

  const client = createCompanionClient(companionOrigin, ports.fetch, now);
  const material = createCompanionMaterial(client, cache, now);
  const receipts = createReceiptJudge(
    material,
    () => settings.values().receiptKeyPins,
  );
  const desk = createPersonDesk({
    database,
    folder,
    cursorOf: (identityId) => createCompanionCursor(cache, client, identityId),
    now,
    onDamaged: () => backups.noteDamage(),
    logDefect,
  });
  const backupFolder = (): string =>
    backupFolderIn(profileFolder, settings.values().backupFolder);
  const identities = createIdentities(
    createIdentityStore(database, now, () => backups.makeSoon()),
    ports.secretStore,
    sparesIn(backupFolder),
  );
  const sealedValues = judgeSealedValues(ports.secretStore);
  const {
    usbKeys,
    handlers: usbKeyHandlers,
    telling: keyTelling,
  } = joinUsbKeys({
    database,
    identities,
    material,
    settings,
    ports,
    log,
    onChanged: (overview) => {
      bridge.emit("usb-key.changed", overview);
    },
    logDefect,
  });

  const unsentNote = createUnsentNote(ports.unsentCountPath, logDefect);
  const noteUnsent = (): void => {
    unsentNote(countUnsentSubmissions(database));
  };
  noteUnsent();
  const tellMoves = (moved: readonly StateMove[]): void => {
    noteUnsent();
    bridge.emit("filings.changed", { moved: [...moved] });
  };
  const synchroniser = createSynchroniser({
    client,
    receipts,
    now,
    onStateChanged: (state) => {
      bridge.emit("sync.changed", state);
    },
    onFilingsChanged: tellMoves,
    onMovedByCompanion: (moves) => {
      for (const { to } of moves) ports.showStateChange(to);
    },
    onTokenRefused: (token) => {
      session.forgetToken(token);
    },
    logDefect,
  });
  const attachments = createAttachments({
    profileFolder,
    store: () => desk.current().attachments,
    fetchFromCompanion: (sha256) => synchroniser.fetchFromCompanion(sha256),
    openFile: (path) => ports.openFile(path),
    now,
  });
  const links = joinLinks(settings, ports);
  const accounts = joinAccounts({
    database,
    identities,
    client,
    ports,
    signInOrigin: links.signInOrigin,
    openInBrowser: links.open,
    logDefect,
  });
  let openIdentity: IdentityKey | null = null;
  const session = new Session({
    companionOrigin,
    keys: usbKeys,
    companion: createSessionCalls(client),
    trust: (maxAgeMs) => material.trust(maxAgeMs),
    identities,
    accounts: accounts.localAccounts,
    now,
    onStateChanged: (state) => {
      idleLock.touch();
      bridge.emit("session.changed", state);
    },
    onOpened: (person, identity, token) => {
      accounts.forgetOpenId();
      // Asked for now, so that a form opened offline later has its options.
      material.dictionaries().catch(() => undefined);
      openIdentity = identity;
      sealedValues.note(identity);
      const opened = desk.open(person, identity);
      const rescue = { key: identity, filings: opened.filings };
      const isSettled = settleRestore({ profileFolder, logDefect, ...rescue });
      noteUnsent();
      adoptRescuedFiles({ database, folder, now, ...rescue }).catch(logDefect);
      if (isSettled && opened.synced !== null)
        synchroniser.begin(opened.synced, token);
    },
    onConfirmed: (token) => {
      synchroniser.giveToken(token);
    },
    onTokenLost: (token) => {
      synchroniser.loseToken(token);
    },
    onClosed: async () => {
      attachments.forgetTickets();
      try {
        desk.current().filings.endTyping();
      } catch (error) {
        // A full disk must not keep anybody from signing out; the next sign-in asks about what was typed.
        logDefect(error);
      }
      filings.stopPrinting();
      draftFiles.stop();
      await synchroniser.end();
      desk.clear();
      openIdentity = null;
    },
    logDefect,
  });

  const idleLock = createIdleLock({
    limitMs: () => settings.values().lockAfterMinutes * 60_000,
    lock: () => {
      session.lockIdle();
    },
    now,
    every: everyInterval,
  });

  const filings = joinFilings({
    desk,
    companionOrigin,
    session,
    synchroniser,
    receipts,
    material,
    attachments,
    ports,
    tellMoves,
    logDefect,
  });
  const draftFiles = joinDraftFiles({
    desk,
    attachments,
    chooseExportFile: (suggested) => ports.chooseExportFile(suggested),
    chooseImportFile: () => ports.chooseImportFile(),
    onProgress: (progress) => {
      bridge.emit("draft-files.progress", progress);
    },
    onChanged: () => {
      tellMoves([]);
    },
    now,
  });
  const diagnostics = joinDiagnostics({
    settings,
    client,
    usbKeys,
    trust: async () => (await material.trust()).trust,
    profileFolder,
    // It has been opened and checked when the client was started.
    judgeDatabase: () => null,
    now,
    logDefect,
  });
  const updates = createUpdates({
    version,
    feed: ports.updates,
    settings: () => settings.values(),
    refreshSettings: () => settings.refresh(),
    onChanged: (state) => {
      bridge.emit("updates.changed", state);
    },
    logDefect,
    now,
  });
  const backups = joinBackups({
    database,
    databaseFile,
    profileFolder,
    attachmentsRoot: folder.root,
    folder: backupFolder,
    identities,
    sealedValues,
    desk,
    identity: () => openIdentity,
    keeper,
    onChanged: (state) => {
      bridge.emit("storage.changed", state);
    },
    now,
    logDefect,
  });
  const bridge: BridgeServer = serveBridge({
    refuse: (access) => refuseAccess(session.state(), access),
    logDefect: (procedure, error) => {
      log.error({ procedure, ...describeDefect(error) }, "defect");
    },
    handlers: {
      ...handleSession(session, () => {
        idleLock.touch();
      }),
      ...proxySignIn.handlers,
      ...handleSettings(settings, {
        profileFolder,
        chooseDriver: () => ports.chooseDriver(),
        chooseFolder: () => ports.chooseFolder(),
        assertModule,
        openLink: links.open,
        restart: () => {
          ports.restart();
        },
      }),
      ...handleRecovery({
        identities,
        identityId: () => desk.current().identityId,
      }),
      ...accounts.handlers(session),
      ...usbKeyHandlers,
      ...backups.handlers,
      ...attachments.handlers,
      ...filings.handlers,
      ...handleSync(synchroniser),
      ...draftFiles.handlers,
      ...diagnostics.handlers,
      ...handleBundle({
        collect: async () =>
          collectBundle({
            report: await diagnostics.read(),
            policyReport: (show) => writePolicyReport(settings.state(), show),
            profileFolder,
          }),
        choosePath: (suggestedName) =>
          ports.chooseDiagnosticsFile(suggestedName),
        now,
      }),
      ...handleUpdates(updates),
    },
  });
  settings.onChange((state) => {
    log.level = state.values.logLevel;
    ports.proxy.use(proxyChoiceOf(state.values)).then(() => {
      synchroniser.nudge();
    }, logDefect);
    // What waits to be installed may not be any more.
    if (updates.state().stage.kind === "ready") void updates.check();
    bridge.emit("settings.changed", state);
  });
  const stopWatching = keyTelling.follow();
  // Only now: what it finds is told over the bridge.
  const stopChecking = checkForUpdates(updates);

  void backups.begin();

  return {
    connectPage: (transport) => {
      bridge.connect(transport);
    },
    tellState: () => {
      bridge.emit("session.changed", session.state());
      bridge.emit("storage.changed", backups.state());
    },
    answerAttachmentRequest: (request) => attachments.answerRequest(request),
    countUnsentSubmissions: () => countUnsentSubmissions(database),
    keepTyping: () => {
      bridge.emit("drafts.keep-now", {});
    },
    wakeUp: () => {
      synchroniser.catchUp();
      keyTelling.lookAnew();
      void updates.check();
    },
    close: () =>
      closeInOrder(
        [
          () => idleLock.stop(),
          stopWatching,
          stopChecking,
          () => accounts.forgetOpenId(),
          () => session.close(),
          () => synchroniser.close(),
          () => attachments.close(),
          () => usbKeys.close(),
          () => backups.close(),
          () => database.close(),
        ],
        logDefect,
      ),
  };
}

/** Built for itself, without `startApplication` around it. */
const nobodyKeeps: InnerKeeper = {
  restore: () => Promise.reject(new ProblemError("backup-not-needed")),
  startAnew: () => Promise.reject(new ProblemError("storage-in-order")),
};

/** As signed and as sent: without a slash or a path that was typed with it. Empty while nobody has set one. */
function originOf(address: string): string {
  return address === "" ? "" : new URL(address).origin;
}
