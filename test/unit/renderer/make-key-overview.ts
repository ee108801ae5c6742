import type {
  KeyCertificate,
  KeyOverview,
} from "../../../src-shared/usb-key/usb-key-procedures.ts";

export const ownCode = "91110000MA001234XY";

export function makeCertificate(
  changes: Partial<KeyCertificate> = {},
): KeyCertificate {
  return {
    id: "certificate-1",
    keyLabel: "GM3000RSA",
    keySerialNumber: "0001",
    certificateSha256: "a".repeat(64),
    holderName: "张三",
    enterpriseName: "测试企业",
    uscc: ownCode,
    issuerName: "测试 CA",
    notBefore: "2026-01-01T00:00:00.000Z",
    notAfter: "2026-12-31T15:59:59.000Z",
    privateKey: "present",
    usability: { kind: "usable", revocation: "good" },
    ...changes,
  };
}

export function makeOverview(
  certificates: readonly KeyCertificate[],
  changes: Partial<KeyOverview> = {},
): KeyOverview {
  return {
    drivers: [{ name: "龙脉", path: "/driver", problem: null }],
    tokens: certificates.map(({ keyLabel, keySerialNumber }) => ({
      label: keyLabel,
      serialNumber: keySerialNumber,
      pin: {
        isCountLow: false,
        isFinalTry: false,
        isLocked: false,
        hasPinPad: false,
      },
      problem: null,
    })),
    certificates: [...certificates],
    trustFetchedAt: null,
    ...changes,
  };
}
