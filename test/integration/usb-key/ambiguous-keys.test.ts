import { describe, expect, it } from "vitest";
import { parseCertificate } from "../../../src-shared/certificates/parse-certificate.ts";
import { verifyDetachedCms } from "../../../src-shared/cms/verify-detached-cms.ts";
import type { SlotOrders } from "../../../dev/key-simulator/simulator-orders.ts";
import { useSimulatedKeys } from "./simulated-keys.ts";

const content = Buffer.from("content");
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

  it("are told with the reason where a certificate cannot be read, in the list and in 诊断", async () => {
    keys.simulator.configure({ certificateValue: Buffer.from([0x30, 0x82]) });
    const { tokens, certificates } = await keys.list();
    const [driver] = await keys.usbKeys.inspect();
    const told = {
      list: tokens.map(({ label, problem }) => [label, problem]),
      diagnosis: driver?.tokens.map(({ name, problem }) => [
        name.label,
        problem,
      ]),
    };
    const expected = [
      ["演示电子钥匙", "certificate-malformed"],
      ["演示EC钥匙", null],
      ["演示他企钥匙", null],
    ].sort();
    expect({
      list: told.list.sort(),
      diagnosis: told.diagnosis?.sort(),
    }).toEqual({ list: expected, diagnosis: expected });
    expect(certificates.map(({ keyLabel }) => keyLabel)).not.toContain(
      "演示电子钥匙",
    );
  });
});
