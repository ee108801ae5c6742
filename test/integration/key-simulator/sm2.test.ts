import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pkcs11js, { type Handle } from "pkcs11js";
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
  type DemoEstate,
} from "../../../dev/demo-ca/create-demo-estate.ts";
import { demoKeys } from "../../../dev/demo-ca/demo-keys.ts";
import {
  createKeySimulator,
  type KeySimulator,
} from "../../../dev/key-simulator.ts";
import { derEcSignature } from "../../../src-shared/certificates/ec-signature-encoding.ts";
import { parseCertificate } from "../../../src-shared/certificates/parse-certificate.ts";
import { sm2Digest } from "../../../src-shared/certificates/sm2.ts";
import { OpensslDesk } from "../../fixtures/openssl/openssl-desk.ts";
import { Driver, slotId } from "./driver.ts";

const content = new TextEncoder().encode("content");
const ownMechanism = 0x80008104;

describe("a simulated SM2 key", () => {
  let folder: string;
  let estate: DemoEstate;
  let simulator: KeySimulator;
  let driver: Driver;
  let openssl: OpensslDesk;
  let e: Buffer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "key-simulator-sm2-"));
    estate = await createSm2Estate(folder);
    openssl = new OpensslDesk();
    const { algorithm } = await parseCertificate(certificate());
    if (algorithm.kind !== "sm2") throw new Error("not an SM2 key");
    e = Buffer.from(sm2Digest(algorithm.point, content));
  });
  beforeEach(async () => {
    simulator = createKeySimulator(join(folder, "control"), {
      tokens: [demoKeys.sm2.tokenLabel],
    });
    driver = new Driver(simulator.modulePath, estate.environment);
    await driver.initialize();
  });
  afterEach(() => driver.end());
  afterAll(() => {
    openssl.clear();
    rmSync(folder, { recursive: true });
  });

  const certificate = (): Uint8Array => readPemFile(estate.certificateFile);

  async function loggedIn(): Promise<Handle> {
    const session = await driver.openSession();
    expect(await driver.login(session, estate.pin)).toBe("CKR_OK");
    return session;
  }

  async function privateKey(session: Handle, signs: boolean): Promise<Handle> {
    const [key] = await driver.find(session, [
      { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PRIVATE_KEY },
      { type: pkcs11js.CKA_SIGN, value: signs },
    ]);
    if (!key) throw new Error("there is no such key");
    return key;
  }

  async function beginSignature(
    session: Handle,
    mechanism = ownMechanism,
    signs = true,
  ): Promise<string> {
    const key = await privateKey(session, signs);
    return driver.tell("C_SignInit", session, { mechanism }, key);
  }

  const finishSignature = (session: Handle, input: Buffer): Promise<Buffer> =>
    driver.call("C_Sign", session, input, Buffer.alloc(512));

  it("signs a ready digest, and OpenSSL accepts the signature", async () => {
    const session = await loggedIn();
    expect(await beginSignature(session)).toBe("CKR_OK");
    const raw = Buffer.from(await finishSignature(session, e));
    expect(raw).toHaveLength(64);
    const signature = derEcSignature(raw);
    expect(openssl.isSm2Signature(certificate(), signature, content)).toBe(
      true,
    );
  });

  it("lists its mechanism, and the one it is ordered to have", async () => {
    const listed = () => driver.call<number[]>("C_GetMechanismList", slotId(1));
    expect(await listed()).toContain(ownMechanism);
    simulator.useSm2Mechanism(0x00010002);
    expect(await listed()).toContain(0x00010002);
    expect(await listed()).not.toContain(ownMechanism);
  });

  it("signs nothing but 32 bytes, once for each beginning", async () => {
    const session = await loggedIn();
    await beginSignature(session);
    await expect(finishSignature(session, e.subarray(1))).rejects.toThrow(
      "CKR_DATA_LEN_RANGE",
    );
    await expect(finishSignature(session, e)).rejects.toThrow(
      "CKR_OPERATION_NOT_INITIALIZED",
    );
  });

  it("does not sign by ECDSA, nor with the key for encryption, nor without a login", async () => {
    const session = await loggedIn();
    expect(await beginSignature(session, pkcs11js.CKM_ECDSA)).toBe(
      "CKR_KEY_TYPE_INCONSISTENT",
    );
    expect(await beginSignature(session, ownMechanism, false)).toBe(
      "CKR_KEY_FUNCTION_NOT_PERMITTED",
    );
    const key = await privateKey(session, true);
    await driver.call("C_Logout", session);
    expect(
      await driver.tell(
        "C_SignInit",
        session,
        { mechanism: ownMechanism },
        key,
      ),
    ).not.toBe("CKR_OK");
  });

  it("shows its private number to nobody", async () => {
    const session = await loggedIn();
    const key = await privateKey(session, true);
    await expect(
      driver.readAttribute(session, key, pkcs11js.CKA_VALUE),
    ).rejects.toThrow("CKR_ATTRIBUTE_SENSITIVE");
  });

  it("forgets what it had begun when it is pulled out", async () => {
    const session = await loggedIn();
    await beginSignature(session);
    simulator.order({
      function: "C_Sign",
      call: 1,
      action: { kind: "remove-during" },
    });
    await expect(finishSignature(session, e)).rejects.toThrow(
      "CKR_DEVICE_REMOVED",
    );
    simulator.insert();
    const again = await loggedIn();
    expect(await beginSignature(again)).toBe("CKR_OK");
    expect(await finishSignature(again, e)).toHaveLength(64);
  });
});
