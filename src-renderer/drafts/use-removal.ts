import { useEffect, useState } from "react";
import type { FilingDetail } from "../../src-shared/filings/filing-procedures.ts";
import { call, on } from "../app/bridge.ts";
import { problemOf } from "../ui/problem-of.ts";

/** Whether the API has removed this filing, also while its form is open: what is typed goes on as a draft. */
export function useRemoval(
  filingId: string,
  opened: FilingDetail | null,
): boolean {
  const [isRemoved, setIsRemoved] = useState(
    opened !== null && isMarkedRemoved(opened),
  );
  const wasKnown = opened !== null;
  useEffect(() => {
    if (!wasKnown) return;
    return on("filings.changed", () => {
      call("filings.detail", { filingId }).then(
        (detail) => setIsRemoved(isMarkedRemoved(detail)),
        (error: unknown) => {
          if (problemOf(error).code === "filing-unknown") setIsRemoved(true);
        },
      );
    });
  }, [filingId, wasKnown]);
  return isRemoved;
}

function isMarkedRemoved({ row: { sync } }: FilingDetail): boolean {
  return sync.kind === "failed" && sync.problem.code === "filing-removed";
}
