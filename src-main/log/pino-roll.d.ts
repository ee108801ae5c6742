// The package carries no types of its own.
declare module "pino-roll" {
  import type { DestinationStream } from "pino";

  interface RollOptions {
    readonly file: string;
    readonly extension: string;
    /** `2m` is two megabytes. */
    readonly size: string;
    /** Older files that stay beside the present one. */
    readonly limit: {
      readonly count: number;
      readonly removeOtherLogFiles: boolean;
    };
    readonly sync: boolean;
  }
  function roll(options: RollOptions): Promise<DestinationStream>;
  export = roll;
}
