import type { BenchLine } from "./bench-line.ts";
import { measureClientList } from "./p5-client-list.ts";
import { measureReviewList } from "./p5-review-list.ts";

/** What a clerk and a reviewer see first, against bare SQL on plain columns with an index. */
export async function measureLists(): Promise<BenchLine[]> {
  return [await measureClientList(), ...(await measureReviewList())];
}
