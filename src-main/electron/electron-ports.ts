import { extname } from "node:path";
import {
  Notification,
  net,
  safeStorage,
  shell,
  utilityProcess,
} from "electron";
import type { HostPorts } from "../application/host-ports.ts";
import { hostSentences } from "./host-sentences.ts";
import type { HostSettings } from "./host-settings.ts";
import { wrapKeyHost } from "./key-host-process.ts";
import { printPage } from "./print-page.ts";
import { createSecretStore } from "./secret-store.ts";
import { unsentCountPath } from "./unsent-count-path.ts";

/** What a clerk may open in another program; never anything that a system would run. */
const openableExtensions = [".doc", ".docx", ".jpeg", ".jpg", ".pdf", ".png"];

export function createElectronPorts(
  settings: HostSettings,
  profileFolder: string,
  keyHostPath: string,
): HostPorts {
  return {
    profileFolder,
    companionOrigin: settings.companionOrigin,
    pkcs11ModulePaths: settings.pkcs11Modules,
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
    showStateChange: (to) =>
      new Notification({
        title: hostSentences.filingMoved,
        body: hostSentences.movedTo[to],
      }).show(),
    printPage,
    now: () => new Date(),
  };
}
