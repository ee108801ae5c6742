import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";

/** SHA-256 of the RFC 8785 form: equal exactly where nothing differs. */
export function contentDigest(content: FilingContent): string {
  return createHash("sha256")
    .update(canonicalize(content) ?? "")
    .digest("hex");
}
