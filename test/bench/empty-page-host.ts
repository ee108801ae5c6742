import { startApplication } from "../../src-main/application/start-application.ts";
import { forkKeyHost } from "../../src-main/application/fork-key-host.ts";
import { keyHostSource } from "../../dev/browser-host/key-host-source.ts";
import { startBrowserHost } from "../../dev/browser-host/start-browser-host.ts";

// The same host as `npm run browser-host`, around a page that is empty. Says its address as that does.

const [dataFolder = "", pageFolder = "", companionAddress = ""] =
  process.argv.slice(2);
const host = await startBrowserHost(
  {
    dataFolder,
    companionAddress,
    port: 0,
    pkcs11ModulePaths: [],
    chosenPath: null,
    policyFile: null,
    offeredVersion: null,
  },
  {
    startApplication,
    pageFolder,
    startKeyHost: () => forkKeyHost(keyHostSource),
  },
);
process.once("SIGTERM", () => void host.close().then(() => process.exit(0)));
console.log(JSON.stringify({ url: host.url }));
