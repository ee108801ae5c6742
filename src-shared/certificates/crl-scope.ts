import * as asn1js from "asn1js";
import {
  CRLDistributionPoints,
  GeneralName,
  IssuingDistributionPoint,
  type Certificate,
  type CertificateRevocationList,
} from "pkijs";
import { ownBytes } from "./bytes.ts";

/** Which certificates a list speaks about with authority (RFC 5280 section 5.2.5). */
export interface CrlScope {
  readonly isComplete: boolean;
  readonly forUsersOnly: boolean;
  readonly forAuthoritiesOnly: boolean;
  /** Null: the list is not partitioned. */
  readonly addresses: readonly string[] | null;
}

const issuingDistributionPointOid = "2.5.29.28";
const deltaCrlOid = "2.5.29.27";
const distributionPointsOid = "2.5.29.31";
const understoodOids = new Set([
  issuingDistributionPointOid,
  deltaCrlOid,
  "2.5.29.20",
  "2.5.29.35",
]);
const addressTag = 6;

/** Null for a list that must not be used at all: indirect, or with a critical extension that is not understood. */
export function readCrlScope(crl: CertificateRevocationList): CrlScope | null {
  const extensions = crl.crlExtensions?.extensions ?? [];
  if (
    extensions.some(
      ({ critical, extnID }) => critical && !understoodOids.has(extnID),
    )
  )
    return null;
  const isDelta = extensions.some(({ extnID }) => extnID === deltaCrlOid);
  const extension = extensions.find(
    ({ extnID }) => extnID === issuingDistributionPointOid,
  );
  if (!extension) {
    return {
      isComplete: !isDelta,
      forUsersOnly: false,
      forAuthoritiesOnly: false,
      addresses: null,
    };
  }
  try {
    const { result } = asn1js.fromBER(
      ownBytes(extension.extnValue.valueBlock.valueHexView),
    );
    const point = new IssuingDistributionPoint({ schema: result });
    if (point.indirectCRL || point.onlyContainsAttributeCerts) return null;
    return {
      isComplete: !isDelta && !point.onlySomeReasons,
      forUsersOnly: point.onlyContainsUserCerts,
      forAuthoritiesOnly: point.onlyContainsCACerts,
      addresses:
        point.distributionPoint === undefined
          ? null
          : addressesIn(point.distributionPoint),
    };
  } catch {
    return null;
  }
}

export function coversCertificate(
  scope: CrlScope,
  certificate: Certificate,
  isAuthority: boolean,
): boolean {
  if (!scope.isComplete) return false;
  if (isAuthority ? scope.forUsersOnly : scope.forAuthoritiesOnly) return false;
  if (scope.addresses === null) return true;
  const wanted = distributionAddresses(certificate);
  return scope.addresses.some((address) => wanted.includes(address));
}

function distributionAddresses(certificate: Certificate): string[] {
  const extension = certificate.extensions?.find(
    ({ extnID }) => extnID === distributionPointsOid,
  );
  if (!extension) return [];
  try {
    const { result } = asn1js.fromBER(
      ownBytes(extension.extnValue.valueBlock.valueHexView),
    );
    const { distributionPoints } = new CRLDistributionPoints({
      schema: result,
    });
    return distributionPoints.flatMap(({ distributionPoint }) =>
      addressesIn(distributionPoint),
    );
  } catch {
    return [];
  }
}

function addressesIn(name: unknown): string[] {
  if (!Array.isArray(name)) return [];
  return name.flatMap((each: unknown) =>
    each instanceof GeneralName &&
    each.type === addressTag &&
    typeof each.value === "string"
      ? [each.value]
      : [],
  );
}
