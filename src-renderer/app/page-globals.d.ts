declare module "*.css";

interface Window {
  /** Put there by the preload script, or by the browser host before the bundle. */
  readonly bridgePipe?: import("../../src-shared/bridge/wire.ts").BridgePipe;
}
