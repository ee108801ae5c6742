import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
} from "vitest";
import {
  createSm2Estate,
  readPemFile,
  trustOfEstate,
  type DemoEstate,
} from "../../../dev/demo-ca/create-demo-estate.ts";
import { demoKeys } from "../../../dev/demo-ca/demo-keys.ts";
import {
  createKeySimulator,
  type KeySimulator,
} from "../../../dev/key-simulator.ts";
import { addTrust } from "../../../src-companion/trust/trust-store.ts";
import {
  createUsbKeys,
  type UsbKeys,
} from "../../../src-main/usb-key/create-usb-keys.ts";
import { readSignedData } from "../../../src-shared/cms/read-signed-data.ts";
import { verifyDetachedCms } from "../../../src-shared/cms/verify-detached-cms.ts";
import type { KeyCertificate } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { OpensslDesk } from "../../fixtures/openssl/openssl-desk.ts";
import { startTestCompanion } from "../companion/start-test-companion.ts";
import { save, signInWith, submit } from "../companion/test-enterprise.ts";
import { keyMemoryParts } from "../../fixtures/fakes/fake-pin-memory.ts";
import { forkKeyHost } from "./fork-key-host.ts";

const content = new TextEncoder().encode('{"企业名称":"测试企业"}');

describe("a key with SM2 certificates behind a driver", () => {
  let folder: string;
  let estate: DemoEstate;
  let simulator: KeySimulator;
  let usbKeys: UsbKeys;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "sm2-keys-"));
    estate = await createSm2Estate(folder);
  });
  beforeEach(() => {
    simulator = createKeySimulator(join(folder, "control"), {
      tokens: [demoKeys.sm2.tokenLabel],
    });
    openKeys(estate.module);
  });
  afterEach(() => {
    usbKeys.close();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function openKeys(modulePath: string): void {
    usbKeys = createUsbKeys({
      ...keyMemoryParts(),
      modulePaths: [modulePath],
      log: { warn: () => undefined },
      startKeyHost: () => forkKeyHost(estate.environment),
    });
  }

  async function certificates(): Promise<
    readonly [KeyCertificate, KeyCertificate]
  > {
    const list = await usbKeys.listKeys(trustOfEstate(estate), new Date());
    const [forSigning, forEncryption] = list.certificates;
    if (!forSigning || !forEncryption)
      throw new Error("the key does not show both of its certificates");
    return [forSigning, forEncryption];
  }

  async function signWith(
    certificate: KeyCertificate,
    pin = estate.pin,
    bytes: Uint8Array = content,
  ): Promise<Uint8Array> {
    return usbKeys.sign(certificate.id, {
      content: bytes,
      pin,
      signingTime: new Date(),
      isFinalTryConfirmed: false,
    });
  }

  async function sign(): Promise<Uint8Array> {
    const [forSigning] = await certificates();
    return signWith(forSigning);
  }

  it("offers the certificate for signing and never the one for encryption", async () => {
    const [forSigning, forEncryption] = await certificates();
    expect(forSigning.usability).toEqual({
      kind: "usable",
      revocation: "good",
    });
    expect(forEncryption.usability).toEqual({
      kind: "unusable",
      reason: "certificate-encryption-only",
    });
    await expect(signWith(forEncryption)).rejects.toMatchObject({
      problem: { code: "certificate-encryption-only" },
    });
    expect(simulator.pinAttempts()).toEqual([]);
  });

  it("signs what is accepted here and by OpenSSL", async () => {
    const cms = await sign();
    const { signerCertificateDer } = await verifyDetachedCms(cms, content);
    expect(signerCertificateDer).toEqual(readPemFile(estate.certificateFile));
    const { signature, signedAttributes } = readSignedData(cms).signer;
    const openssl = new OpensslDesk();
    const isRight = openssl.isSm2Signature(
      signerCertificateDer,
      signature,
      signedAttributes,
    );
    openssl.clear();
    expect(isRight).toBe(true);
  });

  it("signs by the number of the vendor whose driver it is", async () => {
    simulator.useSm2Mechanism(0x00010002);
    const vendorsModule = join(folder, "HtPkcs1120240.dll");
    symlinkSync(estate.module, vendorsModule);
    usbKeys.close();
    openKeys(vendorsModule);
    expect(await verifyDetachedCms(await sign(), content)).toMatchObject({
      digestAlgorithm: "SM3",
    });
  });

  it("says that the driver refuses where nobody knows its number", async () => {
    simulator.useSm2Mechanism(0x80005a01);
    await expect(sign()).rejects.toMatchObject({
      problem: { code: "key-signature-refused" },
    });
  });

  it("spends one try on a wrong PIN", async () => {
    simulator.configure({ pinTries: 3 });
    const [forSigning] = await certificates();
    await expect(signWith(forSigning, "11111111")).rejects.toMatchObject({
      problem: { code: "key-pin-wrong" },
    });
    expect(simulator.wrongPins()).toBe(1);
  });

  it("is removed while it signs, and signs again once it is back", async () => {
    const [forSigning] = await certificates();
    simulator.order({
      function: "C_Sign",
      call: 1,
      action: { kind: "remove-during" },
    });
    await expect(signWith(forSigning)).rejects.toMatchObject({
      problem: { code: "key-removed" },
    });
    simulator.insert();
    await verifyDetachedCms(await signWith(forSigning), content);
  });

  it("signs in to the API and submits there", async () => {
    const companion = await startTestCompanion();
    companion.clock.now = new Date();
    const { anchors, crls } = trustOfEstate(estate);
    for (const der of anchors)
      await addTrust(companion.database, "anchor", der, new Date());
    for (const der of crls)
      await addTrust(companion.database, "crl", der, new Date());
    const [forSigning] = await certificates();
    const enterprise = await signInWith(companion, {
      der: readPemFile(estate.certificateFile),
      signOnToken: (bytes) => signWith(forSigning, estate.pin, bytes),
    });
    const { receipt, filing } = await submit(
      companion,
      enterprise,
      await save(companion, enterprise),
    );
    await companion.close();
    expect(filing.state).toBe("under-review");
    expect(receipt.claims).toMatchObject({
      uscc: estate.uscc,
      certificateSha256: forSigning.certificateSha256,
      revocation: "good",
    });
  });
});
