import { inRuns } from "./in-runs.ts";
import type { KeyDriver } from "./key-driver.ts";
import type { DriverFindings } from "./list-keys.ts";

/** One driver and what it showed last, so that it keeps nobody waiting for what others show. */
export interface DriverLook {
  readonly driver: KeyDriver;
  /** Null: it has not answered yet. */
  last(): DriverFindings | null;
  /** A look that runs already may have missed what it is asked for, so another one follows it. */
  again(): Promise<void>;
}

export function lookAtDriver(
  driver: KeyDriver,
  read: (driver: KeyDriver) => Promise<DriverFindings>,
  onFound: () => void,
): DriverLook {
  let last: DriverFindings | null = null;
  return {
    driver,
    last: () => last,
    again: inRuns(async () => {
      last = await read(driver);
      onFound();
    }),
  };
}
