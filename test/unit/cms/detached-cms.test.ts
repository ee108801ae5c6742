import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assembleDetachedCms } from "../../../src-shared/cms/assemble-detached-cms.ts";
import { buildSignedAttributes } from "../../../src-shared/cms/signed-attributes.ts";
import { verifyDetachedCms } from "../../../src-shared/cms/verify-detached-cms.ts";
import type { SigningAlgorithm } from "../../../src-shared/cms/signing-algorithm.ts";
import type {
  DemoAuthority,
  DemoKeyKind,
} from "../../../dev/demo-ca/demo-authority.ts";
import {
  derOf,
  estateTime,
  makeIntermediate,
  makeLeaf,
  makeRoot,
  type IssuedCertificate,
} from "../../fixtures/certificates/make-certificate-estate.ts";
import { rawSignature, signWithSoftwareKey } from "./sign-with-software-key.ts";

const content = new TextEncoder().encode('{"企业名称":"测试企业"}');
const otherContent = new TextEncoder().encode('{"企业名称":"测试企ﾆ"}');

const suites: [DemoKeyKind, SigningAlgorithm][] = [
  ["rsa", "rsa-sha256"],
  ["p256", "ecdsa-sha256"],
  ["p384", "ecdsa-sha384"],
];

/** A copy with one bit changed where `needle` stands last. */
function altered(bytes: Uint8Array, needle: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = Buffer.from(copy).lastIndexOf(needle);
  expect(at).toBeGreaterThan(0);
  copy[at + needle.length - 1] = (copy[at + needle.length - 1] ?? 0) ^ 1;
  return copy;
}

function refusal(
  cms: Uint8Array,
  bytes: Uint8Array = content,
): Promise<unknown> {
  return verifyDetachedCms(cms, bytes).then(
    () => "accepted",
    (error: unknown) => (error as { code?: unknown }).code,
  );
}

describe("a detached CMS", () => {
  let root: DemoAuthority;
  let folder: string;
  const leaves = new Map<DemoKeyKind, IssuedCertificate>();

  beforeAll(async () => {
    root = await makeRoot();
    for (const [keyKind] of suites)
      leaves.set(keyKind, await makeLeaf(root, { keyKind }));
    folder = mkdtempSync(join(tmpdir(), "cms-"));
    writeFileSync(join(folder, "root.pem"), root.certificate.toString("pem"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const leafOf = (keyKind: DemoKeyKind): IssuedCertificate => {
    const leaf = leaves.get(keyKind);
    if (!leaf) throw new Error("no such leaf");
    return leaf;
  };

  function isAcceptedByOpenssl(cms: Uint8Array, bytes: Uint8Array): boolean {
    writeFileSync(join(folder, "signature.der"), cms);
    writeFileSync(join(folder, "content"), bytes);
    const options = [
      "cms",
      "-verify",
      "-binary",
      "-inform",
      "DER",
      "-purpose",
      "any",
      "-cades",
    ];
    const files = [
      "-in",
      "signature.der",
      "-content",
      "content",
      "-CAfile",
      "root.pem",
      "-out",
      "read",
    ];
    const time = ["-attime", String(estateTime.getTime() / 1000)];
    try {
      execFileSync("openssl", [...options, ...files, ...time], {
        cwd: folder,
        stdio: "pipe",
      });
      return true;
    } catch {
      return false;
    }
  }

  it.each(suites)(
    "of a %s key is accepted here and by OpenSSL",
    async (keyKind, algorithm) => {
      const leaf = leafOf(keyKind);
      const cms = await signWithSoftwareKey(leaf, algorithm, content);
      expect(await verifyDetachedCms(cms, content)).toEqual({
        signerCertificateDer: leaf.der,
        otherCertificates: [],
        signingTime: estateTime,
        digestAlgorithm: keyKind === "p384" ? "SHA-384" : "SHA-256",
      });
      expect(isAcceptedByOpenssl(cms, content)).toBe(true);
    },
  );

  it.each(suites)(
    "of a %s key fails for one changed byte, here and in OpenSSL",
    async (keyKind, algorithm) => {
      const cms = await signWithSoftwareKey(
        leafOf(keyKind),
        algorithm,
        content,
      );
      expect(await refusal(cms, otherContent)).toBe("cms-digest-mismatch");
      expect(isAcceptedByOpenssl(cms, otherContent)).toBe(false);
    },
  );

  it("made by OpenSSL is accepted here", async () => {
    const leaf = leafOf("rsa");
    const pkcs8 = Buffer.from(
      await crypto.subtle.exportKey("pkcs8", leaf.keys.privateKey),
    );
    const pem = `-----BEGIN PRIVATE KEY-----\n${pkcs8.toString("base64")}\n-----END PRIVATE KEY-----\n`;
    writeFileSync(join(folder, "leaf.key"), pem);
    writeFileSync(join(folder, "leaf.pem"), leaf.certificate.toString("pem"));
    writeFileSync(join(folder, "content"), content);
    const options = [
      "cms",
      "-sign",
      "-binary",
      "-cades",
      "-md",
      "sha256",
      "-outform",
      "DER",
    ];
    const files = [
      "-in",
      "content",
      "-signer",
      "leaf.pem",
      "-inkey",
      "leaf.key",
      "-out",
      "made.der",
    ];
    execFileSync("openssl", [...options, ...files], {
      cwd: folder,
      stdio: "pipe",
    });
    const made = execFileSync("cat", [join(folder, "made.der")]);
    expect(
      (await verifyDetachedCms(made, content)).signerCertificateDer,
    ).toEqual(leaf.der);
  });

  it("carries intermediates without mistaking them for the signer", async () => {
    const intermediate = await makeIntermediate(root);
    const leaf = await makeLeaf(intermediate);
    const other = derOf(intermediate.certificate);
    const cms = await signWithSoftwareKey(leaf, "ecdsa-sha256", content, [
      other,
    ]);
    expect(await verifyDetachedCms(cms, content)).toMatchObject({
      signerCertificateDer: leaf.der,
      otherCertificates: [other],
    });
    expect(isAcceptedByOpenssl(cms, content)).toBe(true);
  });

  it("has its signed attributes in DER order", async () => {
    const { der } = leafOf("p256");
    const input = {
      content,
      certificateDer: der,
      signingTime: estateTime,
      algorithm: "ecdsa-sha256",
    } as const;
    const attributes = Buffer.from(await buildSignedAttributes(input));
    const oidEnds = ["0903", "0905", "0904", "0910022f"].map((oid) =>
      attributes.toString("hex").indexOf(oid),
    );
    expect(oidEnds).toEqual([...oidEnds].sort((left, right) => left - right));
  });

  it("is refused when signature, time or certificate were touched", async () => {
    const leaf = leafOf("rsa");
    const cms = await signWithSoftwareKey(leaf, "rsa-sha256", content);
    expect(await refusal(altered(cms, cms.subarray(-4)))).toBe(
      "cms-signature-invalid",
    );
    expect(await refusal(altered(cms, Buffer.from("260301000000")))).toBe(
      "cms-signature-invalid",
    );
    expect(await refusal(altered(cms, leaf.der.subarray(-8)))).toBe(
      "cms-certificate-mismatch",
    );
  });

  it("is refused when another key signed the attributes", async () => {
    const [leaf, other] = [leafOf("p256"), await makeLeaf(root)];
    const cms = await signWithSoftwareKey(
      { ...leaf, keys: other.keys },
      "ecdsa-sha256",
      content,
    );
    expect(await refusal(cms)).toBe("cms-signature-invalid");
  });

  it("is refused when the certificate was swapped for another of the same key", async () => {
    const leaf = leafOf("p256");
    const input = {
      content,
      certificateDer: leaf.der,
      signingTime: estateTime,
      algorithm: "ecdsa-sha256",
    } as const;
    const signedAttributes = await buildSignedAttributes(input);
    const signature = await rawSignature(
      leaf.keys,
      "ecdsa-sha256",
      signedAttributes,
    );
    const twin = (await makeLeaf(root)).der;
    const parts = {
      certificateDer: twin,
      otherCertificates: [],
      signedAttributes,
      signature,
    };
    const cms = assembleDetachedCms({ ...parts, algorithm: "ecdsa-sha256" });
    expect(await refusal(cms)).toBe("cms-certificate-mismatch");
  });

  it("is refused without its signer's certificate or with two of them", async () => {
    const leaf = leafOf("p256");
    const cms = await signWithSoftwareKey(leaf, "ecdsa-sha256", content, [
      leaf.der,
    ]);
    expect(await refusal(cms)).toBe("cms-signer-missing");
  });

  it("is refused whatever piece of it is missing or repeated", async () => {
    const cms = await signWithSoftwareKey(
      leafOf("p256"),
      "ecdsa-sha256",
      content,
    );
    const cuts = Array.from({ length: cms.length }, (_, length) =>
      cms.subarray(0, length),
    );
    const codes = new Set(
      await Promise.all(
        [...cuts, Uint8Array.of(...cms, 0)].map((cut) => refusal(cut)),
      ),
    );
    expect(codes).toEqual(new Set(["cms-malformed"]));
  });

  it("is never accepted with one byte changed, and never fails without a name", async () => {
    const leaf = leafOf("p256");
    const cms = await signWithSoftwareKey(leaf, "ecdsa-sha256", content);
    // Every byte around the certificate; those inside it fall to its hash, so some of them will do.
    const start = Buffer.from(cms).indexOf(leaf.der);
    const isInside = (at: number) =>
      at >= start && at < start + leaf.der.length;
    const places = [...cms.keys()].filter(
      (at) => !isInside(at) || at % 50 === 0,
    );
    const outcomes = await Promise.all(
      places.map((at) => {
        const copy = Uint8Array.from(cms);
        copy[at] = (copy[at] ?? 0) ^ 0x01;
        return refusal(copy);
      }),
    );
    const unnamed = outcomes.filter(
      (each) => typeof each !== "string" || !each.startsWith("cms-"),
    );
    expect(unnamed).toEqual([]);
  }, 60_000);
});
