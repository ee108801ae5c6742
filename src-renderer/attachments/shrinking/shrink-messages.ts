import type { RequiredFile } from "../../../src-shared/filings/file-lists.ts";
import type { Problem } from "../../../src-shared/problems/problem.ts";

/** To the worker, with the port that takes its answers. */
export interface ShrinkOrder {
  readonly picture: File;
  readonly requirement: RequiredFile;
}

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

export type ShrinkOutcome =
  | {
      readonly kind: "shrunk";
      readonly jpeg: Blob;
      readonly before: PixelSize;
      readonly after: PixelSize;
    }
  /** Still too large at the smallest legible size. */
  | { readonly kind: "too-detailed"; readonly longEdge: number }
  /** No picture this row takes, whatever its size. */
  | { readonly kind: "refused"; readonly problem: Problem };

export type ShrinkAnswer =
  | { readonly kind: "tried"; readonly attempts: number }
  | { readonly kind: "ended"; readonly outcome: ShrinkOutcome }
  | { readonly kind: "failed"; readonly reason: string };
