import { FuseV1Options, FuseVersion, type FuseConfig } from "@electron/fuses";

/**
 * All nine fuses, each decided (Electron documentation, "Electron Fuses"). A fuse that a later Electron adds fails the
 * packing until it is decided here too.
 */
export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // The executable of a signed client must not become a Node for whoever sets an environment variable.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  // Only the archive whose digest stands in the executable is loaded, and nothing beside it.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // There is no snapshot of our own for the browser process.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Pages come from app://, never from file://.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Electron's default: WebAssembly bounds are kept by trap handlers, which the page's policy does not use anyway.
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies FuseConfig;
