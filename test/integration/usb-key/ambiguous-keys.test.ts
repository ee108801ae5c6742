import { describe, expect, it } from "vitest";
import { parseCertificate } from "../../../src-shared/certificates/parse-certificate.ts";
import { verifyDetachedCms } from "../../../src-shared/cms/verify-detached-cms.ts";
import {
  openSoftwareModule,
  openToken,
  storeCertificate,
} from "../../../dev/demo-ca/software-token.ts";
import type { SlotOrders } from "../../../dev/key-simulator/simulator-orders.ts";
import { useSimulatedKeys } from "./simulated-keys.ts";

const content = Buffer.from("content");
const noNames = {
  subject: new Uint8Array(2),
  issuer: new Uint8Array(2),
  serialNumber: new Uint8Array(1),
};
const oneLabel = new TextEncoder().encode("one label");

/** What keys look like to a program that trusts labels: a well-known one signs with another certificate than was chosen. */
describe("keys that cannot be told apart by label or CKA_ID", () => {
  const keys = useSimulatedKeys(["ec", "other-enterprise"]);

  const oddities: [string, SlotOrders][] = [
    ["one label", { tokenLabel: oneLabel, certificateLabel: oneLabel }],
    [
      "one label and no CKA_ID",
      {
        tokenLabel: oneLabel,
        certificateLabel: oneLabel,
        emptyId: ["certificates", "public-keys", "private-keys"],
      },
    ],
  ];

  it.each(oddities)(
    "each sign with the certificate that was chosen: %s",
    async (_, orders) => {
      for (const slot of [1, 2, 3]) keys.simulator.configure(orders, slot);
      const { certificates } = await keys.list();
      const usable = certificates.filter(
        ({ usability }) => usability.kind === "usable",
      );
      const signers: string[] = [];
      for (const { id } of usable) {
        const cms = await keys.usbKeys.sign(id, {
          content,
          pin: keys.pin,
          signingTime: new Date(),
          isFinalTryConfirmed: false,
        });
        const { signerCertificateDer } = await verifyDetachedCms(cms, content);
        signers.push((await parseCertificate(signerCertificateDer)).sha256);
      }
      expect(signers).toHaveLength(3);
      expect(signers).toEqual(
        usable.map(({ certificateSha256 }) => certificateSha256),
      );
    },
  );

  it("do not stand in for one that was pulled out, and lose no try", async () => {
    for (const slot of [1, 2, 3])
      keys.simulator.configure({ tokenLabel: oneLabel }, slot);
    const { certificates } = await keys.list();
    const chosen = certificates.find(
      ({ usability, uscc }) =>
        usability.kind === "usable" && uscc !== keys.estate.uscc,
    );
    keys.simulator.remove(3);
    expect(await keys.sign(chosen?.id ?? "", keys.pin)).toBe("key-removed");
    expect(keys.simulator.pinAttempts()).toEqual([]);
  });

  it("are told with the reason where a certificate cannot be read", async () => {
    keys.simulator.configure({ certificateValue: Buffer.from([0x30, 0x82]) });
    const { tokens, unreadable, certificates } = await keys.list();
    expect([tokens.map(({ problem }) => problem), unreadable]).toEqual([
      [null, null, null],
      [
        {
          keyLabel: "演示电子钥匙",
          keySerialNumber: expect.any(String) as string,
          label: "张三",
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        },
      ],
    ]);
    expect(certificates.map(({ keyLabel }) => keyLabel)).not.toContain(
      "演示电子钥匙",
    );
  });

  it("stand beside one that cannot be read on the same key, and sign", async () => {
    Object.assign(process.env, keys.estate.environment);
    const module = openSoftwareModule();
    try {
      const session = openToken(module, "演示电子钥匙", keys.pin);
      storeCertificate(
        module,
        { session, ckaId: Buffer.from("broken") },
        "坏证书",
        { der: Buffer.from("3082ffff", "hex"), ...noNames },
      );
    } finally {
      module.C_Finalize();
      module.close();
    }
    const { unreadable, certificates } = await keys.list();
    const beside = certificates.find(
      ({ keyLabel }) => keyLabel === "演示电子钥匙",
    );
    expect([
      unreadable.map(({ keyLabel, label }) => [keyLabel, label]),
      await keys.sign(beside?.id ?? "", keys.pin),
    ]).toEqual([[["演示电子钥匙", "坏证书"]], "signed"]);
  });
});

describe("a key that shows no certificate", () => {
  const keys = useSimulatedKeys();

  it("is not said to be empty, because its certificates may be readable only after the PIN", async () => {
    keys.simulator.configure({
      hiddenBeforeLogin: ["certificates", "public-keys"],
    });
    const { tokens, certificates } = await keys.list();
    expect([
      tokens.map(({ problem }) => problem),
      certificates,
      keys.simulator.pinAttempts(),
    ]).toEqual([["certificate-hidden"], [], []]);
  });
});

describe("what is written on a key", () => {
  const keys = useSimulatedKeys();
  const gbk = Buffer.from("b6fecad6b3b5d4bfb3d7", "hex");
  const utf8 = Buffer.from("二手车钥匙");
  const zeros = Buffer.alloc(4);

  it.each([
    ["UTF-8", { tokenLabel: utf8 }],
    ["UTF-8 and zero bytes", { tokenLabel: Buffer.concat([utf8, zeros]) }],
    ["zero bytes and blanks", { tokenLabel: Buffer.from("二手车钥匙\0  \0") }],
    [
      "GBK, as its certificate's label is",
      { tokenLabel: gbk, certificateLabel: gbk },
    ],
    [
      "GBK and zero bytes",
      {
        tokenLabel: Buffer.concat([gbk, zeros]),
        certificateLabel: Buffer.concat([gbk, zeros]),
      },
    ],
  ])("can be read: %s", async (_, orders) => {
    keys.simulator.configure(orders);
    const { tokens, certificates } = await keys.list();
    expect([
      tokens.map(({ label }) => label),
      certificates.map(({ keyLabel }) => keyLabel),
      await keys.sign(certificates[0]?.id ?? "", keys.pin),
    ]).toEqual([["二手车钥匙"], ["二手车钥匙"], "signed"]);
  });
});
