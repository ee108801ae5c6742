import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  createSm2Estate,
  trustOfEstate,
} from "../../../dev/demo-ca/create-demo-estate.ts";
import type { SlotOrders } from "../../../dev/key-simulator/simulator-orders.ts";
import { parseCertificate } from "../../../src-shared/certificates/parse-certificate.ts";
import { verifyDetachedCms } from "../../../src-shared/cms/verify-detached-cms.ts";
import type { KeyList } from "../../../src-main/usb-key/list-keys.ts";
import {
  createUsbKeys,
  type UsbKeys,
} from "../../../src-main/usb-key/create-usb-keys.ts";
import { keyMemoryParts } from "../../fixtures/fakes/fake-pin-memory.ts";
import { forkKeyHost } from "./fork-key-host.ts";
import { useSimulatedKeys } from "./simulated-keys.ts";

const content = Buffer.from("content");

/** SHA-256 of the certificates that could be chosen, and of those that have signed when they were. */
async function signWithEach(
  usbKeys: UsbKeys,
  { certificates }: KeyList,
  pin: string,
): Promise<{ chosen: string[]; signed: string[] }> {
  const usable = certificates.filter(
    ({ usability }) => usability.kind === "usable",
  );
  const signed: string[] = [];
  for (const { id } of usable) {
    const cms = await usbKeys.sign(id, {
      content,
      pin,
      signingTime: new Date(),
      isFinalTryConfirmed: false,
    });
    const { signerCertificateDer } = await verifyDetachedCms(cms, content);
    signed.push((await parseCertificate(signerCertificateDer)).sha256);
  }
  const chosen = usable.map(({ certificateSha256 }) => certificateSha256);
  return { chosen, signed };
}

describe("two signing keys on one token", () => {
  const keys = useSimulatedKeys(["rsa-twin", "ec", "ec-twin"]);

  it.each<[string, SlotOrders]>([
    ["each with its CKA_ID", {}],
    [
      "without a CKA_ID",
      { emptyId: ["certificates", "public-keys", "private-keys"] },
    ],
  ])("each sign for their own certificate: %s", async (_, orders) => {
    for (const slot of [1, 2]) keys.simulator.configure(orders, slot);
    const { chosen, signed } = await signWithEach(
      keys.usbKeys,
      await keys.list(),
      keys.pin,
    );
    expect(chosen).toHaveLength(4);
    expect(signed).toEqual(chosen);
  });
});

describe("two SM2 signing keys in one container", () => {
  it("each sign for their own certificate", async () => {
    const folder = mkdtempSync(join(tmpdir(), "twin-keys-"));
    const estate = await createSm2Estate(folder, ["sm2-twin"]);
    const usbKeys = createUsbKeys({
      modulePaths: [estate.module],
      log: { warn: () => undefined },
      ...keyMemoryParts(),
      startKeyHost: () => forkKeyHost(estate.environment),
    });
    try {
      const list = await usbKeys.listKeys(trustOfEstate(estate), new Date());
      const { chosen, signed } = await signWithEach(usbKeys, list, estate.pin);
      expect(chosen).toHaveLength(2);
      expect(signed).toEqual(chosen);
    } finally {
      usbKeys.close();
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
});
