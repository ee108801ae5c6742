import { writeFile } from "node:fs/promises";
import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type {
  BundleFile,
  diagnosticsProcedures,
} from "../../src-shared/diagnostics/diagnostics-procedures.ts";
import { shanghaiTime } from "../../src-shared/filings/validity.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { zipBundle } from "./write-bundle.ts";

export interface BundleNeeds {
  collect(): Promise<BundleFile[]>;
  /** The host's own dialog; null where the clerk cancels it. The page never names a path. */
  choosePath(suggestedName: string): Promise<string | null>;
  readonly now: () => Date;
}

/** Shows what a diagnostic file would hold, and saves exactly that. */
export function handleBundle(
  needs: BundleNeeds,
): Pick<
  ProcedureHandlers<typeof diagnosticsProcedures>,
  "diagnostics.preview-file" | "diagnostics.save-file"
> {
  let shown: readonly BundleFile[] | null = null;
  return {
    "diagnostics.preview-file": async () => {
      const files = await needs.collect();
      shown = files;
      return { files };
    },
    "diagnostics.save-file": async () => {
      if (shown === null) throw new ProblemError("diagnostics-not-shown");
      const bundle = zipBundle(shown);
      const path = await needs.choosePath(suggestedName(needs.now()));
      if (path === null) return { path };
      try {
        await writeFile(path, bundle);
      } catch (error) {
        throw new ProblemError("diagnostics-not-saved", undefined, {
          cause: error,
        });
      }
      return { path };
    },
  };
}

function suggestedName(at: Date): string {
  const digits = shanghaiTime(at).replaceAll(/\D/g, "").slice(0, 12);
  return `used-car-filing-diagnostics-${digits}.zip`;
}
