import { extname, join } from "node:path";
import {
  Notification,
  net,
  safeStorage,
  session,
  shell,
  utilityProcess,
} from "electron";
import { find32BitKeyHost } from "../application/find-32-bit-key-host.ts";
import { findKeyModules } from "../application/find-key-modules.ts";
import type { AnswerProxy, HostPorts } from "../application/host-ports.ts";
import { intactKeyHost } from "../application/intact-key-host.ts";
import { policyPlaces } from "../application/policy-places.ts";
import { verifyPublisher } from "../application/verify-publisher.ts";
import {
  choosePath,
  chooseSavePath,
  diagnosticsDialog,
  driverDialog,
  exportDialog,
  folderDialog,
  importDialog,
} from "./choose-path.ts";
import { hostSentences } from "./host-sentences.ts";
import { wrapKeyHost } from "./key-host-process.ts";
import { proxyConfigOf } from "./proxy-config.ts";
import { fetchOverNet } from "./request-over-net.ts";
import { printPage } from "./print-page.ts";
import { createSecretStore } from "./secret-store.ts";
import { createUpdateFeed, updateSession } from "./update-feed.ts";
import { unsentCountPath } from "./unsent-count-path.ts";

/** What a clerk may open in another program; never anything that a system would run. */
const openableExtensions = [".doc", ".docx", ".jpeg", ".jpg", ".pdf", ".png"];

export interface ElectronPlace extends Pick<
  HostPorts,
  "profileFolder" | "commandLine" | "restart"
> {
  /** Where the programs beside the archive lie. */
  readonly resourcesFolder: string;
}

export function createElectronPorts({
  profileFolder,
  commandLine,
  restart,
  resourcesFolder,
}: ElectronPlace): HostPorts {
  const keyHostPath = join(resourcesFolder, "key-host/key-host.js");
  let answerProxy: AnswerProxy = () => null;
  const askProxy: AnswerProxy = (challenge, refused) =>
    answerProxy(challenge, refused);
  return {
    profileFolder,
    policies: policyPlaces(),
    commandLine,
    findInstalledModules: findKeyModules,
    chooseDriver: () => choosePath(driverDialog),
    chooseFolder: () => choosePath(folderDialog),
    chooseExportFile: (name) => chooseSavePath(exportDialog, name),
    chooseImportFile: () => choosePath(importDialog),
    chooseDiagnosticsFile: (name) => chooseSavePath(diagnosticsDialog, name),
    openLink: (url) => shell.openExternal(url),
    restart,
    secretStore: createSecretStore(safeStorage, process.platform),
    startKeyHost: () =>
      wrapKeyHost(
        utilityProcess.fork(intactKeyHost(keyHostPath), [], {
          serviceName: "used-car-filing key host",
          stdio: "ignore",
        }),
      ),
    start32BitKeyHost: find32BitKeyHost(resourcesFolder),
    fetch: fetchOverNet(net, askProxy),
    proxy: {
      use: async (choice) => {
        const sessions = [session.defaultSession, updateSession()];
        await Promise.all(
          sessions.map(async (each) => {
            await each.setProxy(proxyConfigOf(choice));
            // Connections that stand go on the old way otherwise.
            await each.closeAllConnections();
          }),
        );
      },
      onSignIn: (answer) => {
        answerProxy = answer;
      },
    },
    openFile: async (path) => {
      if (!openableExtensions.includes(extname(path).toLowerCase()))
        throw new Error(`Not a document: ${extname(path)}`);
      const failure = await shell.openPath(path);
      if (failure !== "") throw new Error(failure);
    },
    unsentCountPath: unsentCountPath(process.platform, process.env),
    updates: createUpdateFeed(askProxy, verifyPublisher),
    showStateChange: (to) =>
      new Notification({
        title: hostSentences.filingMoved,
        body: hostSentences.movedTo[to],
      }).show(),
    printPage,
    now: () => new Date(),
  };
}
