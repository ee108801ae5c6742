import type { HostPorts } from "../../src-main/application/host-ports.ts";

/** An update feed that offers one version and installs nothing; it says on the error output what an installer would do. */
export function createStandInFeed(
  version: string,
): NonNullable<HostPorts["updates"]> {
  return {
    installation: async () => ({
      kind: "setup",
      isPublisherKnown: true,
      mayElevate: true,
    }),
    check: async () => ({ version }),
    download: async (onPercent) => onPercent(100),
    installOnQuit: (isWanted) =>
      console.error(`${isWanted ? "关闭后安装" : "不再安装"}：${version}`),
  };
}
