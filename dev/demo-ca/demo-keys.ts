import type { KeyUsageFlags } from "@peculiar/x509";
import { encryptionUsage, signingUsage } from "./demo-authority.ts";

export const demoPin = "12345678";

export interface DemoPerson {
  readonly holderName: string;
  readonly enterpriseName: string;
  /** With a right check character, so that no screen of a trial shows a warning. */
  readonly uscc: string;
}

export const demoPerson: DemoPerson = {
  holderName: "张三",
  enterpriseName: "测试企业",
  uscc: "91110000MA0DEM01K3",
};

export const otherPerson: DemoPerson = {
  holderName: "李四",
  enterpriseName: "另一测试企业",
  uscc: "91310000MA1DEM02KP",
};

interface DemoKey {
  readonly tokenLabel: string;
  readonly kind: "rsa" | "p256" | "sm2";
  readonly person: DemoPerson;
  readonly keyUsage: KeyUsageFlags;
  /** Days from today. */
  readonly validFrom: number;
  readonly validTo: number;
  readonly isTrusted: boolean;
  readonly isRevoked: boolean;
  /** CKA_ALWAYS_AUTHENTICATE: the PIN is wanted again for every single signature. */
  readonly asksEveryTime: boolean;
}

const ordinary: DemoKey = {
  tokenLabel: "演示电子钥匙",
  kind: "rsa",
  person: demoPerson,
  keyUsage: signingUsage,
  validFrom: -1,
  validTo: 364,
  isTrusted: true,
  isRevoked: false,
  asksEveryTime: false,
};

// Only a module that knows SM2 can sign with it: the key simulator, for one.
const chinese: DemoKey = {
  ...ordinary,
  tokenLabel: "演示国密钥匙",
  kind: "sm2",
};

/** `main` is the key of the demo, `sm2` that of the demo with SM2; the others exist for tests, each with one thing different. */
export const demoKeys = {
  main: ordinary,
  "encryption-only": { ...ordinary, keyUsage: encryptionUsage },
  ec: { ...ordinary, tokenLabel: "演示EC钥匙", kind: "p256" },
  expired: {
    ...ordinary,
    tokenLabel: "演示过期钥匙",
    validFrom: -400,
    validTo: -35,
  },
  "not-yet-valid": {
    ...ordinary,
    tokenLabel: "演示未生效钥匙",
    validFrom: 10,
    validTo: 375,
  },
  revoked: { ...ordinary, tokenLabel: "演示吊销钥匙", isRevoked: true },
  untrusted: { ...ordinary, tokenLabel: "演示他签钥匙", isTrusted: false },
  "asks-every-time": {
    ...ordinary,
    tokenLabel: "演示逐次验证钥匙",
    asksEveryTime: true,
  },
  "other-enterprise": {
    ...ordinary,
    tokenLabel: "演示他企钥匙",
    person: otherPerson,
  },
  // Further signing keys on tokens that have one already.
  "rsa-twin": ordinary,
  "ec-twin": { ...ordinary, tokenLabel: "演示EC钥匙", kind: "p256" },
  sm2: chinese,
  "sm2-encryption": { ...chinese, keyUsage: encryptionUsage },
  "sm2-twin": chinese,
} as const satisfies Readonly<Record<string, DemoKey>>;

export type DemoKeyName = keyof typeof demoKeys;
