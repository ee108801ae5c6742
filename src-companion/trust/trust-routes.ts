import type { CompanionParts } from "../companion-parts.ts";
import type { RouteHandlers } from "../http/route-handlers.ts";

export function trustRoutes({
  trust,
}: CompanionParts): Pick<RouteHandlers, "trustMaterial"> {
  return {
    trustMaterial: async () => {
      const { anchors, intermediates, crls } = await trust.read();
      return {
        anchors: inBase64(anchors),
        intermediates: inBase64(intermediates),
        crls: inBase64(crls),
      };
    },
  };
}

function inBase64(entries: readonly Uint8Array[]): string[] {
  return entries.map((der) => Buffer.from(der).toString("base64"));
}
