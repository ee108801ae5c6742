import { extname } from "node:path";
import {
  Notification,
  net,
  safeStorage,
  shell,
  utilityProcess,
} from "electron";
import { findKeyModules } from "../application/find-key-modules.ts";
import type { HostPorts } from "../application/host-ports.ts";
import { policyPlaces } from "../application/policy-places.ts";
import { choosePath, driverDialog, folderDialog } from "./choose-path.ts";
import { hostSentences } from "./host-sentences.ts";
import { wrapKeyHost } from "./key-host-process.ts";
import { printPage } from "./print-page.ts";
import { createSecretStore } from "./secret-store.ts";
import { createUpdateFeed } from "./update-feed.ts";
import { unsentCountPath } from "./unsent-count-path.ts";

/** What a clerk may open in another program; never anything that a system would run. */
const openableExtensions = [".doc", ".docx", ".jpeg", ".jpg", ".pdf", ".png"];

export interface ElectronPlace extends Pick<
  HostPorts,
  "profileFolder" | "commandLine" | "restart"
> {
  readonly keyHostPath: string;
}

export function createElectronPorts({
  profileFolder,
  commandLine,
  restart,
  keyHostPath,
}: ElectronPlace): HostPorts {
  return {
    profileFolder,
    policies: policyPlaces(),
    commandLine,
    findInstalledModules: findKeyModules,
    chooseDriver: () => choosePath(driverDialog),
    chooseFolder: () => choosePath(folderDialog),
    openLink: async (url) => {
      if (new URL(url).protocol !== "https:")
        throw new Error("Only an https address is opened outside.");
      await shell.openExternal(url);
    },
    restart,
    secretStore: createSecretStore(safeStorage, process.platform),
    startKeyHost: () =>
      wrapKeyHost(
        utilityProcess.fork(keyHostPath, [], {
          serviceName: "used-car-filing key host",
          stdio: "ignore",
        }),
      ),
    // Chromium's network stack: it knows the system's proxy, PAC file and certificate store.
    fetch: (input, init) =>
      net.fetch(input instanceof URL ? input.href : input, init),
    openFile: async (path) => {
      if (!openableExtensions.includes(extname(path).toLowerCase()))
        throw new Error(`Not a document: ${extname(path)}`);
      const failure = await shell.openPath(path);
      if (failure !== "") throw new Error(failure);
    },
    unsentCountPath: unsentCountPath(process.platform, process.env),
    updates: createUpdateFeed(),
    showStateChange: (to) =>
      new Notification({
        title: hostSentences.filingMoved,
        body: hostSentences.movedTo[to],
      }).show(),
    printPage,
    now: () => new Date(),
  };
}
