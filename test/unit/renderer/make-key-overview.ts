import type {
  KeyCertificate,
  KeyOverview,
} from "../../../src-shared/usb-key/usb-key-procedures.ts";

export const ownCode = "91110000MA001234XY";

const ordinaryPin: KeyCertificate["pin"] = {
  isCountLow: false,
  isFinalTry: false,
  isLocked: false,
  hasPinPad: false,
  wrongTries: 0,
  uncertainTries: 0,
  length: { least: 6, most: 16 },
};

export function makeCertificate(
  changes: Partial<KeyCertificate> = {},
): KeyCertificate {
  return {
    id: "certificate-1",
    shownBy: ["/driver"],
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
    pin: ordinaryPin,
    authority: {
      locksAfter: 6,
      unlock: "请到受理点解锁。",
      renew: "请更新证书。",
    },
    ...changes,
  };
}

export function makeOverview(
  certificates: readonly KeyCertificate[],
  changes: Partial<KeyOverview> = {},
): KeyOverview {
  return {
    drivers: [
      { name: "龙脉", path: "/driver", problem: null, isAwaited: false },
    ],
    tokens: certificates.map(({ keyLabel, keySerialNumber }) => ({
      label: keyLabel,
      serialNumber: keySerialNumber,
      problem: null,
    })),
    certificates: [...certificates],
    unreadable: [],
    trustFetchedAt: null,
    ...changes,
  };
}
