import type { CompanionClient } from "./companion-client.ts";
import type { MaterialCache } from "./companion-material.ts";
import type { ChangeCursor } from "./pull-context.ts";

/** Per API and identity: another API counts its changes anew. */
export function createCompanionCursor(
  cache: MaterialCache,
  client: CompanionClient,
  identityId: string,
): ChangeCursor {
  const key = `cursor ${identityId} ${client.sender.origin}`;
  return {
    read: () => {
      const value = cache.get(key)?.value;
      return typeof value === "number" ? value : null;
    },
    write: (cursor) => {
      cache.put(key, cursor);
    },
  };
}
