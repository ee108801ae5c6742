import { isSameBytes } from "./bytes.ts";
import type { RevocationList } from "./certificate.ts";
import { deltaSince, issuingPointOf } from "./crl-scope.ts";
import { isSameName } from "./distinguished-name.ts";

/** A list, and what tells the key that signed it; null where nothing does. */
export interface SignedList {
  readonly crl: RevocationList;
  readonly key: Uint8Array | null;
}

/**
 * Whether everything the older list says stands in the newer one, or was taken back there: both of one issuer, key and scope. A
 * delta holds the changes since a complete list and so says nothing of those before it (RFC 5280 section 5.2.4).
 */
export function replaces(newer: SignedList, older: SignedList): boolean {
  if (!continues(newer, older)) return false;
  const since = deltaSince(newer.crl);
  if (since === null) return true;
  const sinceBefore = deltaSince(older.crl);
  return sinceBefore !== null && since <= sinceBefore;
}

/** Whether the newer list may change what the older one says. */
export function continues(newer: SignedList, older: SignedList): boolean {
  return (
    newer.crl.thisUpdate > older.crl.thisUpdate && isOneSeries(newer, older)
  );
}

function isOneSeries(one: SignedList, other: SignedList): boolean {
  return (
    isSameOrBothAbsent(issuingPointOf(one.crl), issuingPointOf(other.crl)) &&
    one.key !== null &&
    other.key !== null &&
    isSameBytes(one.key, other.key) &&
    isSameName(one.crl.issuer, other.crl.issuer)
  );
}

function isSameOrBothAbsent(
  one: Uint8Array | undefined,
  other: Uint8Array | undefined,
): boolean {
  return one && other ? isSameBytes(one, other) : one === other;
}
