import type {
  Certificate,
  RevocationList,
} from "../../src-shared/certificates/certificate.ts";
import { keyIdentifierOf } from "../../src-shared/certificates/crl-scope.ts";
import {
  replaces,
  type SignedList,
} from "../../src-shared/certificates/crl-succession.ts";
import { isSameName } from "../../src-shared/certificates/distinguished-name.ts";
import { openCertificate } from "../../src-shared/certificates/open-certificate.ts";
import { openCrl } from "../../src-shared/certificates/open-revocation-list.ts";
import { isSignedBy } from "../../src-shared/certificates/signed-by.ts";
import type { TrustKind } from "../storage/companion-tables.ts";

interface TrustRow {
  readonly sha256: string;
  readonly kind: TrustKind;
  readonly der: Uint8Array;
}

/** Which rows a new list takes the place of; null where one of them is newer and holds all it says. */
export async function placeList(
  der: Uint8Array,
  rows: readonly TrustRow[],
): Promise<string[] | null> {
  const authorities = rows
    .filter(({ kind }) => kind !== "crl")
    .map((row) => openCertificate(row.der));
  const list = await signedList(openCrl(der), authorities);
  const replaced: string[] = [];
  for (const row of rows) {
    if (row.kind !== "crl") continue;
    const present = await signedList(openCrl(row.der), authorities);
    if (replaces(present, list)) return null;
    if (replaces(list, present)) replaced.push(row.sha256);
  }
  return replaced;
}

/** An authority that renews its key keeps its name: lists are told apart by the key that signed them, or which they name. */
async function signedList(
  crl: RevocationList,
  authorities: readonly Certificate[],
): Promise<SignedList> {
  for (const authority of authorities)
    if (
      isSameName(authority.subject, crl.issuer) &&
      (await isSignedBy(crl, authority))
    )
      return { crl, key: authority.publicKey.encoding };
  return { crl, key: keyIdentifierOf(crl) };
}
