import { ProblemError } from "../problems/problem.ts";
import { isSameBytes, ownBytes, toHex } from "./bytes.ts";
import type { RevocationList, RevokedEntry } from "./certificate.ts";
import {
  bitStringBytes,
  contentOf,
  membersOf,
  readDer,
  readOid,
  readTags,
  readTime,
  type DerValue,
} from "./der-reader.ts";
import {
  present,
  readDistinguishedName,
  readExtensionList,
  readExtensions,
} from "./open-certificate.ts";

const extensionsTag = 0xa0;
const reasonCodeOid = "2.5.29.21";
// ENUMERATED (RFC 5280 section 5.3.1).
const certificateHold = Uint8Array.of(0x0a, 1, 6);
const removeFromCrl = Uint8Array.of(0x0a, 1, 8);

/** Throws `certificate-malformed`. */
export function openCrl(der: Uint8Array): RevocationList {
  try {
    return readRevocationList(ownBytes(der));
  } catch (error) {
    throw new ProblemError("certificate-malformed", undefined, {
      cause: error,
    });
  }
}

function readRevocationList(der: Uint8Array): RevocationList {
  const [tbs, algorithm, signature] = membersOf(readDer(der));
  const fields = membersOf(tbs);
  if (fields[0]?.tag === readTags.integer) fields.shift();
  const [innerAlgorithm, issuer, thisUpdate, ...others] = fields;
  const isInner = isSameBytes(
    present(algorithm).encoding,
    present(innerAlgorithm).encoding,
  );
  if (!isInner) throw new Error("two signature algorithms");
  const nextUpdate = others.find(
    ({ tag }) => tag === readTags.utcTime || tag === readTags.generalizedTime,
  );
  return {
    tbs: present(tbs).encoding,
    issuer: readDistinguishedName(issuer),
    thisUpdate: readTime(thisUpdate),
    nextUpdate: nextUpdate ? readTime(nextUpdate) : null,
    entries: readEntries(others.find(({ tag }) => tag === readTags.sequence)),
    extensions: readExtensions(others.find(({ tag }) => tag === extensionsTag)),
    signatureOid: readOid(membersOf(algorithm)[0]),
    signature: bitStringBytes(signature),
  };
}

function readEntries(
  sequence: DerValue | undefined,
): ReadonlyMap<string, readonly RevokedEntry[]> {
  const entries = new Map<string, RevokedEntry[]>();
  for (const entry of sequence ? membersOf(sequence) : []) {
    const [serialNumber, date, extensions] = membersOf(entry);
    const number = toHex(contentOf(serialNumber, readTags.integer));
    const read: RevokedEntry = {
      revocationDate: readTime(date),
      kind: extensions ? kindOf(extensions) : "final",
    };
    const same = entries.get(number);
    if (same) same.push(read);
    else entries.set(number, [read]);
  }
  return entries;
}

function kindOf(extensions: DerValue): RevokedEntry["kind"] {
  const reason = readExtensionList(extensions).find(
    ({ oid }) => oid === reasonCodeOid,
  );
  if (!reason) return "final";
  if (isSameBytes(reason.content, certificateHold)) return "hold";
  return isSameBytes(reason.content, removeFromCrl) ? "lifted" : "final";
}
