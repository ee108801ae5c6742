import { ownBytes } from "./bytes.ts";
import type { Certificate, CertificateExtension } from "./certificate.ts";
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
  openCertificate,
  present,
  readExtensions,
} from "./open-certificate.ts";

/** An authority's answer about single certificates (RFC 6960 section 4.2), taken apart. */
export interface OcspAnswer {
  readonly tbs: Uint8Array;
  readonly statements: readonly OcspStatement[];
  readonly extensions: readonly CertificateExtension[];
  readonly signatureOid: string;
  readonly signature: Uint8Array;
  /** Whoever answers in the authority's place shows its certificate. */
  readonly certificates: readonly Certificate[];
}

export interface OcspStatement {
  readonly hashOid: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  /** The whole INTEGER. */
  readonly serialNumber: Uint8Array;
  readonly status: "good" | "revoked" | "unknown";
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly extensions: readonly CertificateExtension[];
}

const enumeratedTag = 0x0a;
const basicResponseOid = "1.3.6.1.5.5.7.48.1.1";
// Context tags, [0] and [1].
const explicit0 = 0xa0;
const explicit1 = 0xa1;
const goodTag = 0x80;
const revokedTag = 0xa1;
const mostCertificates = 4;

/** Null for what is no successful answer: damaged, or "try later" and its like. */
export function openOcspAnswer(der: Uint8Array): OcspAnswer | null {
  try {
    return readAnswer(ownBytes(der));
  } catch {
    return null;
  }
}

function readAnswer(der: Uint8Array): OcspAnswer | null {
  const [outcome, tagged] = membersOf(readDer(der));
  if (contentOf(outcome, enumeratedTag)[0] !== 0) return null;
  const [type, bytes] = membersOf(membersOf(tagged, explicit0)[0]);
  if (readOid(type) !== basicResponseOid) return null;
  const [tbs, algorithm, signature, certificates] = membersOf(
    readDer(contentOf(bytes, readTags.octetString)),
  );
  const fields = membersOf(tbs);
  if (fields[0]?.tag === explicit0) fields.shift();
  const [, , statements, extensions] = fields;
  return {
    tbs: present(tbs).encoding,
    statements: membersOf(statements).map(readStatement),
    extensions: readExtensions(extensions),
    signatureOid: readOid(membersOf(algorithm)[0]),
    signature: bitStringBytes(signature),
    certificates:
      certificates === undefined
        ? []
        : membersOf(membersOf(certificates, explicit0)[0])
            .slice(0, mostCertificates)
            .map(({ encoding }) => openCertificate(encoding)),
  };
}

function readStatement(statement: DerValue): OcspStatement {
  const [id, status, thisUpdate, ...others] = membersOf(statement);
  const [algorithm, nameHash, keyHash, serialNumber] = membersOf(id);
  const nextUpdate = others.find(({ tag }) => tag === explicit0);
  return {
    hashOid: readOid(membersOf(algorithm)[0]),
    issuerNameHash: contentOf(nameHash, readTags.octetString),
    issuerKeyHash: contentOf(keyHash, readTags.octetString),
    serialNumber: present(serialNumber).encoding,
    status: statusOf(present(status).tag),
    thisUpdate: readTime(thisUpdate),
    nextUpdate: nextUpdate
      ? readTime(membersOf(nextUpdate, explicit0)[0])
      : null,
    extensions: readExtensions(others.find(({ tag }) => tag === explicit1)),
  };
}

function statusOf(tag: number): OcspStatement["status"] {
  if (tag === goodTag) return "good";
  return tag === revokedTag ? "revoked" : "unknown";
}
