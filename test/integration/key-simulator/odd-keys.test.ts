import pkcs11js, { type Handle } from "pkcs11js";
import { describe, expect, it } from "vitest";
import { slotId, type Driver } from "./driver.ts";
import { useSimulatedDesk } from "./simulated-desk.ts";

const {
  CKA_ID,
  CKA_LABEL,
  CKA_VALUE,
  CKO_CERTIFICATE,
  CKO_PRIVATE_KEY,
  CKO_PUBLIC_KEY,
} = pkcs11js;
// 二手车 in GBK, which is no UTF-8.
const gbkLabel = Buffer.from("b6fecad6b3b5", "hex");

async function countObjects(driver: Driver, session: Handle) {
  const count = async (objectClass: number) =>
    (await driver.findClass(session, objectClass)).length;
  return {
    certificates: await count(CKO_CERTIFICATE),
    publicKeys: await count(CKO_PUBLIC_KEY),
    privateKeys: await count(CKO_PRIVATE_KEY),
  };
}

async function labelOf(driver: Driver, slot: number): Promise<string> {
  const info = await driver.call<{ label: string }>(
    "C_GetTokenInfo",
    slotId(slot),
  );
  return info.label;
}

describe("a simulated key that is odd", () => {
  const desk = useSimulatedDesk();

  it("shows all it has when nothing is ordered", async () => {
    const { driver, pin } = desk;
    const session = await driver.openSession();
    const before = await countObjects(driver, session);
    await driver.login(session, pin);
    expect([before, await countObjects(driver, session)]).toEqual([
      { certificates: 1, publicKeys: 1, privateKeys: 0 },
      { certificates: 1, publicKeys: 1, privateKeys: 1 },
    ]);
  });

  it("has a certificate and no key", async () => {
    const { driver, simulator, pin } = desk;
    simulator.configure({ hidden: ["private-keys", "public-keys"] });
    const session = await driver.openSession();
    await driver.login(session, pin);
    expect(await countObjects(driver, session)).toEqual({
      certificates: 1,
      publicKeys: 0,
      privateKeys: 0,
    });
  });

  it("shows its certificate only after the login", async () => {
    const { driver, simulator, pin } = desk;
    simulator.configure({ hiddenBeforeLogin: ["certificates", "public-keys"] });
    const session = await driver.openSession();
    const before = await countObjects(driver, session);
    await driver.login(session, pin);
    expect([before, await countObjects(driver, session)]).toEqual([
      { certificates: 0, publicKeys: 0, privateKeys: 0 },
      { certificates: 1, publicKeys: 1, privateKeys: 1 },
    ]);
  });

  it("shows an empty CKA_ID and is found by it alone", async () => {
    const { driver, simulator } = desk;
    const session = await driver.openSession();
    const [certificate] = await driver.findClass(session, CKO_CERTIFICATE);
    if (!certificate) throw new Error("the token has no certificate");
    const realId = await driver.readAttribute(session, certificate, CKA_ID);
    simulator.configure({ emptyId: ["certificates"] });
    const findBy = async (value: Buffer) =>
      (
        await driver.find(session, [
          { type: pkcs11js.CKA_CLASS, value: CKO_CERTIFICATE },
          { type: CKA_ID, value },
        ])
      ).length;
    const [publicKey] = await driver.findClass(session, CKO_PUBLIC_KEY);
    expect({
      shown: await driver.readAttribute(session, certificate, CKA_ID),
      byRealId: await findBy(realId),
      byNoId: await findBy(Buffer.alloc(0)),
      ofKey:
        publicKey && (await driver.readAttribute(session, publicKey, CKA_ID)),
    }).toEqual({
      shown: Buffer.alloc(0),
      byRealId: 0,
      byNoId: 1,
      ofKey: realId,
    });
  });

  it("shares its label with the other key", async () => {
    const { driver, simulator } = desk;
    const tokenLabel = Buffer.from("GM3000RSA");
    simulator.configure({ tokenLabel }, 1);
    simulator.configure({ tokenLabel }, 2);
    expect([await labelOf(driver, 1), await labelOf(driver, 2)]).toEqual([
      "GM3000RSA".padEnd(32),
      "GM3000RSA".padEnd(32),
    ]);
  });

  it("has no serial number", async () => {
    const { driver, simulator } = desk;
    const serialNumber = Buffer.alloc(0);
    simulator.configure({ serialNumber });
    const info = await driver.call<{ serialNumber: string }>(
      "C_GetTokenInfo",
      slotId(1),
    );
    expect(info.serialNumber).toBe(" ".repeat(16));
  });

  it("has a certificate whose bytes are none", async () => {
    const { driver, simulator } = desk;
    const session = await driver.openSession();
    const [certificate] = await driver.findClass(session, CKO_CERTIFICATE);
    if (!certificate) throw new Error("the token has no certificate");
    const value = Buffer.from([0x30, 0x82]);
    simulator.configure({ certificateValue: value });
    expect(await driver.readAttribute(session, certificate, CKA_VALUE)).toEqual(
      value,
    );
  });

  it("has labels in GBK, padded with zero bytes, or none at all", async () => {
    const { driver, simulator } = desk;
    const session = await driver.openSession();
    const [certificate] = await driver.findClass(session, CKO_CERTIFICATE);
    if (!certificate) throw new Error("the token has no certificate");
    const labels = [];
    const padded = Buffer.concat([gbkLabel, Buffer.alloc(26)]);
    for (const label of [gbkLabel, padded, Buffer.alloc(0)]) {
      simulator.configure({ tokenLabel: label, certificateLabel: label });
      labels.push({
        token: await labelOf(driver, 1),
        certificate: await driver.readAttribute(
          session,
          certificate,
          CKA_LABEL,
        ),
      });
    }
    expect(labels).toEqual([
      {
        token: gbkLabel.toString("utf8") + " ".repeat(26),
        certificate: gbkLabel,
      },
      { token: expect.stringContaining("\0") as string, certificate: padded },
      { token: " ".repeat(32), certificate: Buffer.alloc(0) },
    ]);
  });
});
