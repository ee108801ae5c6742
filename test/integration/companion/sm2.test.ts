import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DemoAuthority } from "../../../dev/demo-ca/demo-authority.ts";
import { addTrust } from "../../../src-companion/trust/trust-store.ts";
import {
  daysLater,
  derOf,
  encryptionUsage,
  estateTime,
  makeCrl,
  makeIntermediate,
  makeLeaf,
  makeRoot,
  type IssuedCertificate,
  type LeafOrder,
} from "../../fixtures/certificates/make-certificate-estate.ts";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  digestOf,
  freeze,
  ownUscc,
  save,
  signInParts,
  signInWith,
  subjectOf,
  submitParts,
  uploadFiles,
} from "./test-enterprise.ts";

describe("an API that trusts an SM2 authority", () => {
  let companion: TestCompanion;
  let middle: DemoAuthority;

  beforeAll(async () => {
    companion = await startTestCompanion({ revocationUnknown: "refuse" });
    const root = await makeRoot("国密根证书", "sm2");
    middle = await makeIntermediate(root, {
      commonName: "国密中间证书",
      keyKind: "sm2",
    });
    const { database } = companion;
    const addOne = (
      kind: Parameters<typeof addTrust>[1],
      der: Uint8Array,
    ): Promise<unknown> => addTrust(database, kind, der, estateTime);
    await addOne("anchor", derOf(root.certificate));
    await addOne("intermediate", derOf(middle.certificate));
    await addOne("crl", await makeCrl(root));
    await addOne("crl", await makeCrl(middle));
  });
  beforeEach(() => {
    companion.clock.now = estateTime;
  });
  afterAll(() => companion.close());

  const makeSm2Key = (order: LeafOrder = {}): Promise<IssuedCertificate> =>
    makeLeaf(middle, { keyKind: "sm2", subject: subjectOf(ownUscc), ...order });

  async function refusedSignIn(key: IssuedCertificate): Promise<string> {
    const parts = await signInParts(companion, key);
    return (await refusalOf(companion.request, "signInWithKey", parts)).code;
  }

  it("lets an SM2 key sign in and submit, but not with one byte of the signature changed", async () => {
    const enterprise = await signInWith(companion, await makeSm2Key());
    const saved = await save(companion, enterprise);
    await uploadFiles(companion, enterprise);
    const frozen = freeze(companion, saved);
    const parts = await submitParts(enterprise, saved.id, frozen);
    const { signature } = parts.body as { signature: string };
    const bytes = Buffer.from(signature, "base64");
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const changed = { frozen, signature: bytes.toString("base64") };
    expect(
      await refusalOf(companion.request, "submit", { ...parts, body: changed }),
    ).toMatchObject({ code: "signature-invalid" });
    const { receipt, filing } = await succeed(
      companion.request,
      "submit",
      parts,
    );
    expect(filing.state).toBe("under-review");
    expect(receipt.claims).toMatchObject({
      uscc: ownUscc,
      revocation: "good",
      certificateSha256: digestOf(enterprise.key.der),
    });
  });

  it.each([
    ["signer-certificate-expired", { notAfter: daysLater(-1) }],
    ["signer-certificate-wrong-usage", { keyUsage: encryptionUsage }],
  ])("answers %s", async (code, order) => {
    expect(await refusedSignIn(await makeSm2Key(order))).toBe(code);
  });

  it("refuses a key of an SM2 authority it does not trust", async () => {
    const stranger = await makeRoot("国密中间证书", "sm2");
    const key = await makeLeaf(stranger, {
      keyKind: "sm2",
      subject: subjectOf(ownUscc),
    });
    expect(await refusedSignIn(key)).toBe("signer-certificate-untrusted");
  });

  it("refuses a revoked key as soon as the authority's new list is there", async () => {
    const key = await makeSm2Key();
    await signInWith(companion, key);
    const times = { thisUpdate: daysLater(0), nextUpdate: daysLater(30) };
    const list = await makeCrl(middle, [key.certificate], times);
    expect(
      await addTrust(companion.database, "crl", list, estateTime),
    ).toMatchObject({ kind: "added", replaced: 1 });
    expect(await refusedSignIn(key)).toBe("signer-certificate-revoked");
  });

  it("serves the SM2 certificates to the clients", async () => {
    const trust = await succeed(companion.request, "trustMaterial");
    expect(trust.intermediates).toEqual([
      Buffer.from(derOf(middle.certificate)).toString("base64"),
    ]);
  });
});
