import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DemoAuthority } from "../../../dev/demo-ca/demo-authority.ts";
import { signWithSm2, type Sm2Keys } from "../../../dev/demo-ca/sm2-keys.ts";
import { judgeCertificate } from "../../../src-shared/certificates/certificate-usability.ts";
import { derEcSignature } from "../../../src-shared/certificates/ec-signature-encoding.ts";
import { openCertificate } from "../../../src-shared/certificates/open-certificate.ts";
import { openCrl } from "../../../src-shared/certificates/open-revocation-list.ts";
import { parseCertificate } from "../../../src-shared/certificates/parse-certificate.ts";
import {
  signatureOids,
  verifySignature,
} from "../../../src-shared/certificates/signature-suites.ts";
import type { TrustMaterial } from "../../../src-shared/certificates/trust-material.ts";
import { validatePath } from "../../../src-shared/certificates/validate-path.ts";
import {
  daysLater,
  derOf,
  encryptionUsage,
  estateTime,
  makeCrl,
  makeIntermediate,
  makeLeaf,
  makeRoot,
  trustOf,
  type LeafOrder,
} from "../../fixtures/certificates/make-certificate-estate.ts";
import {
  distinguishingId,
  OpensslDesk,
} from "../../fixtures/openssl/openssl-desk.ts";

const good = { kind: "valid", revocation: "good" };
const unknown = { kind: "valid", revocation: "unknown" };
const untrusted = { kind: "untrusted" };

let root: DemoAuthority;
let openssl: OpensslDesk;
beforeAll(async () => {
  root = await makeRoot("国密根证书", "sm2");
  openssl = new OpensslDesk();
});
afterAll(() => {
  openssl.clear();
});

describe("a certificate on an SM2 key", () => {
  it("made here is accepted here and by OpenSSL", async () => {
    const { der } = await makeLeaf(root, { keyKind: "sm2" });
    const anchor = derOf(root.certificate);
    expect((await parseCertificate(der)).algorithm.kind).toBe("sm2");
    expect(
      await validatePath(der, trustOf({ anchors: [root] }), estateTime),
    ).toEqual(unknown);
    expect(openssl.isValidPath(der, anchor)).toBe(true);
    expect(openssl.isValidPath(der, anchor, "1234567812345677")).toBe(false);
  });

  it("is refused with one byte changed, here and by OpenSSL", async () => {
    const { der } = await makeLeaf(root, { keyKind: "sm2" });
    const changed = Uint8Array.from(der);
    // Inside the enterprise's name, so that it stays a certificate.
    const at = Buffer.from(der).indexOf("测试企业") + 5;
    changed[at] = (changed[at] ?? 0) ^ 1;
    const trust = trustOf({ anchors: [root] });
    expect(await validatePath(changed, trust, estateTime)).toEqual(untrusted);
    expect(openssl.isValidPath(changed, derOf(root.certificate))).toBe(false);
  });

  it.each<[string, LeafOrder]>([
    ["certificate-expired", { notAfter: daysLater(-1) }],
    ["certificate-not-yet-valid", { notBefore: daysLater(1) }],
    ["certificate-encryption-only", { keyUsage: encryptionUsage }],
    [
      "certificate-without-uscc",
      { subject: [{ CN: [{ utf8String: "张三" }] }] },
    ],
  ])("is unusable as any other: %s", async (reason, order) => {
    const { der } = await makeLeaf(root, { keyKind: "sm2", ...order });
    const trust = trustOf({ anchors: [root] });
    expect(
      await judgeCertificate(await parseCertificate(der), trust, estateTime),
    ).toEqual({ kind: "unusable", reason });
  });

  it("is unusable when its point lies beside the curve", async () => {
    const { der } = await makeLeaf(root, { keyKind: "sm2" });
    const changed = Uint8Array.from(der);
    const { algorithm } = await parseCertificate(der);
    if (algorithm.kind !== "sm2") throw new Error("not an SM2 key");
    const at = Buffer.from(der).indexOf(algorithm.point) + 64;
    changed[at] = (changed[at] ?? 0) ^ 1;
    const trust = trustOf({ anchors: [root] });
    expect(
      await judgeCertificate(
        await parseCertificate(changed),
        trust,
        estateTime,
      ),
    ).toEqual({
      kind: "unusable",
      reason: "certificate-algorithm-unsupported",
    });
  });

  it("runs over an SM2 intermediate, and is revoked by an SM2 list", async () => {
    const middle = await makeIntermediate(root, { keyKind: "sm2" });
    const leaf = await makeLeaf(middle, { keyKind: "sm2" });
    const judge = async (crl: Uint8Array) =>
      validatePath(
        leaf.der,
        trustOf({
          anchors: [root],
          intermediates: [middle],
          crls: [await makeCrl(root), crl],
        }),
        estateTime,
      );
    expect(await judge(await makeCrl(middle))).toEqual(good);
    expect(await judge(await makeCrl(middle, [leaf.certificate]))).toEqual({
      kind: "revoked",
    });
    // A list in the intermediate's name by somebody else says nothing.
    const forger = await makeRoot("演示中间证书", "sm2");
    expect(await judge(await makeCrl(forger, [leaf.certificate]))).toEqual(
      unknown,
    );
  });
});

describe("a revocation list signed with SM2", () => {
  it("made here has a signature that OpenSSL accepts under this id alone", async () => {
    const list = openCrl(await makeCrl(root));
    const parts = [derOf(root.certificate), list.signature, list.tbs] as const;
    expect(openssl.isSm2Signature(...parts)).toBe(true);
    expect(openssl.isSm2Signature(...parts, "1234567812345677")).toBe(false);
  });
});

describe("certificates and lists made by OpenSSL", () => {
  let trust: TrustMaterial;
  let fresh: Uint8Array;
  let revoked: Uint8Array;
  let ofOtherId: Uint8Array;
  // OpenSSL dates them by its own clock: a moment later all of them are in force.
  const now = new Date(Date.now() + 3_600_000);

  beforeAll(() => {
    openssl.write("ca.cnf", authorityConfiguration);
    openssl.write("index.txt", "");
    openssl.write("serial", "1000\n");
    openssl.write("crlnumber", "01\n");
    openssl.run(
      ...["req", "-x509", "-new", "-sm3", "-days", "30", "-out", "ca.pem"],
      ...["-key", openssl.makeSm2Key("ca.key")],
      ...["-config", "ca.cnf", "-subj", "/CN=OpenSSL SM2", ...withId()],
    );
    fresh = issue("1");
    revoked = issue("2");
    ofOtherId = issue("3", "ALICE123@YAHOO.COM");
    const authority = ["ca", "-config", "ca.cnf", "-md", "sm3", ...withId()];
    openssl.run(...authority, "-revoke", "2.pem");
    openssl.run(...authority, "-gencrl", "-out", "crl.pem");
    trust = {
      anchors: [openssl.readPem("ca.pem")],
      intermediates: [],
      crls: [openssl.readPem("crl.pem")],
    };
  });

  function issue(name: string, id?: string): Uint8Array {
    const key = openssl.makeSm2Key(`${name}.key`);
    openssl.run(
      ...["req", "-new", "-sm3", "-key", key, "-out", `${name}.csr`],
      ...["-config", "ca.cnf", "-subj", `/CN=leaf ${name}`, ...withId()],
    );
    openssl.run(
      ...["ca", "-batch", "-notext", "-config", "ca.cnf", "-md", "sm3"],
      ...["-vfyopt", `distid:${distinguishingId}`],
      ...["-in", `${name}.csr`, "-out", `${name}.pem`, ...withId(id)],
    );
    return openssl.readPem(`${name}.pem`);
  }

  it("are accepted here", async () => {
    expect(await validatePath(fresh, trust, now)).toEqual(good);
  });

  it("revoke here what they list", async () => {
    expect(await validatePath(revoked, trust, now)).toEqual({
      kind: "revoked",
    });
  });

  it("are read also where a list holds the many thousands that a national authority's does", async () => {
    const older = Array.from({ length: 5_000 }, (_, number) =>
      [
        "R",
        "400101000000Z",
        "200101000000Z",
        `7F${hex(number)}`,
        "unknown",
        "/CN=old",
      ].join("\t"),
    );
    openssl.append("index.txt", `${older.join("\n")}\n`);
    openssl.run(
      ...["ca", "-config", "ca.cnf", "-md", "sm3", ...withId()],
      ...["-gencrl", "-out", "long.pem"],
    );
    const crls = [openssl.readPem("long.pem")];
    expect([
      await validatePath(fresh, { ...trust, crls }, now),
      await validatePath(revoked, { ...trust, crls }, now),
    ]).toEqual([good, { kind: "revoked" }]);
  }, 60_000);

  it("are refused here when they were signed under another id", async () => {
    expect(await validatePath(ofOtherId, trust, now)).toEqual(untrusted);
  });
});

describe("a chain of several suites", () => {
  // Each link is judged by its issuer's key; no standard wants one suite from end to end.
  it.each([
    ["rsa", "sm2"],
    ["sm2", "rsa"],
    ["p256", "sm2"],
    ["sm2", "p256"],
  ] as const)("holds where %s issues for %s", async (above, below) => {
    const issuer = await makeRoot("根证书", above);
    const leaf = await makeLeaf(issuer, { keyKind: below });
    const trust = trustOf({
      anchors: [issuer],
      crls: [await makeCrl(issuer)],
    });
    expect(await validatePath(leaf.der, trust, estateTime)).toEqual(good);
    const id = above === "sm2" ? distinguishingId : null;
    expect(openssl.isValidPath(leaf.der, derOf(issuer.certificate), id)).toBe(
      true,
    );
  });

  it("does not take one curve's signature for another's", async () => {
    const { keys, der } = await makeLeaf(root, { keyKind: "sm2" });
    const p256 = await makeLeaf(root, { keyKind: "p256" });
    const bytes = new TextEncoder().encode("signed");
    const signature = derEcSignature(signWithSm2(keys as Sm2Keys, bytes));
    const isTaken = (certificateDer: Uint8Array, oid: string) =>
      verifySignature(
        openCertificate(certificateDer).publicKey,
        oid,
        signature,
        bytes,
      );
    expect(await isTaken(der, signatureOids.sm2WithSm3)).toBe(true);
    expect(await isTaken(der, signatureOids.ecdsaSha256)).toBe(false);
    expect(await isTaken(p256.der, signatureOids.sm2WithSm3)).toBe(false);
  });
});

function hex(number: number): string {
  return number.toString(16).toUpperCase().padStart(6, "0");
}

function withId(id = distinguishingId): string[] {
  return ["-sigopt", `distid:${id}`];
}

const authorityConfiguration = `
[ca]
default_ca = desk
[desk]
database = index.txt
serial = serial
crlnumber = crlnumber
new_certs_dir = .
certificate = ca.pem
private_key = ca.key
default_days = 10
default_crl_days = 10
policy = any
x509_extensions = leaf
unique_subject = no
[any]
commonName = supplied
[leaf]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
[req]
distinguished_name = empty
x509_extensions = authority
[empty]
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
`;
