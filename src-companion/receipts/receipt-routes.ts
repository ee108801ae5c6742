import type { CompanionParts } from "../companion-parts.ts";
import type { RouteHandlers } from "../http/route-handlers.ts";

export function receiptRoutes({
  database,
  receiptKey,
}: CompanionParts): Pick<RouteHandlers, "receiptKeys"> {
  return {
    receiptKeys: async () => {
      const rows = await database
        .selectFrom("receipt_keys")
        .select(["id", "x", "y"])
        .orderBy("created_at", "desc")
        .execute();
      // The one in use stands first, also where an older key file was put back from a backup.
      const newestFirst = rows.toSorted(
        (one, other) =>
          Number(other.id === receiptKey.id) - Number(one.id === receiptKey.id),
      );
      return {
        keys: newestFirst.map((key) => ({
          ...key,
          kty: "EC" as const,
          crv: "P-256" as const,
        })),
      };
    },
  };
}
