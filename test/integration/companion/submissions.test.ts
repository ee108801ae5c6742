import { createPublicKey, randomUUID, verify } from "node:crypto";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import canonicalize from "canonicalize";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addTrust } from "../../../src-companion/trust/trust-store.ts";
import type { FilingRecord } from "../../../src-shared/filings/filing-record.ts";
import {
  daysLater,
  encryptionUsage,
  makeCrl,
} from "../../fixtures/certificates/make-certificate-estate.ts";
import { makePdf } from "../../fixtures/files/make-files.ts";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  dayMs,
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  decide,
  digestOf,
  filingContent,
  freeze,
  makeKey,
  otherUscc,
  ownUscc,
  save,
  sign,
  signedInEnterprise,
  submitParts,
  uploadFiles,
  type TestEnterprise,
} from "./test-enterprise.ts";
import { uploadWhole } from "./tus-client.ts";

let companion: TestCompanion;
let enterprise: TestEnterprise;
let saved: FilingRecord;
beforeEach(async () => {
  companion = await startTestCompanion();
  enterprise = await signedInEnterprise(companion);
  await uploadFiles(companion, enterprise);
  saved = await save(companion, enterprise);
});
afterEach(() => companion.close());

const refusalOfFrozen = async (frozen: string) =>
  refusalOf(
    companion.request,
    "submit",
    await submitParts(enterprise, saved.id, frozen),
  );

describe("上报", () => {
  it("moves the filing under review and answers with a receipt that its key signed", async () => {
    const frozen = freeze(companion, saved);
    const { receipt, filing } = await succeed(
      companion.request,
      "submit",
      await submitParts(enterprise, saved.id, frozen),
    );
    const receivedAt = companion.clock.now.toISOString();
    expect(receipt.claims).toEqual({
      purpose: "cn.usedcar.filing/receipt/v1",
      submissionId: receipt.claims.submissionId,
      filingId: saved.id,
      kind: "new",
      uscc: ownUscc,
      digest: digestOf(Buffer.from(frozen)),
      certificateSha256: digestOf(enterprise.key.der),
      revocation: "good",
      fileCount: 10,
      receivedAt,
    });
    expect(filing).toEqual({
      ...saved,
      state: "under-review",
      version: 2,
      latestSubmission: {
        id: receipt.claims.submissionId,
        digest: receipt.claims.digest,
        receivedAt,
      },
      updatedAt: receivedAt,
    });
    const [header = "", payload = "", signature = ""] = receipt.jws.split(".");
    const { keys } = await succeed(companion.request, "receiptKeys");
    const { kid } = JSON.parse(Buffer.from(header, "base64url").toString()) as {
      kid: string;
    };
    const key = keys.find(({ id }) => id === kid);
    const isValid = verify(
      "sha256",
      Buffer.from(`${header}.${payload}`),
      {
        key: createPublicKey({ key: { ...key }, format: "jwk" }),
        dsaEncoding: "ieee-p1363",
      },
      Buffer.from(signature, "base64url"),
    );
    expect({
      isValid,
      payload: Buffer.from(payload, "base64url").toString(),
    }).toEqual({
      isValid: true,
      payload: canonicalize(receipt.claims),
    });
  });

  it("gives the same receipt for the same submission, also after the state moved and at once twice", async () => {
    const parts = await submitParts(
      enterprise,
      saved.id,
      freeze(companion, saved),
    );
    const [first, second] = await Promise.all([
      succeed(companion.request, "submit", parts),
      succeed(companion.request, "submit", parts),
    ]);
    await decide(
      companion,
      await companion.signInReviewer(),
      first.filing,
      "approve",
    );
    companion.advance(60_000);
    const third = await succeed(companion.request, "submit", parts);
    expect([second.receipt, third.receipt]).toEqual([
      first.receipt,
      first.receipt,
    ]);
    expect(third.filing.state).toBe("approved");
    expect(
      await companion.database.selectFrom("submissions").select("id").execute(),
    ).toHaveLength(1);
  });

  it("refuses other bytes under a submission id that is taken", async () => {
    const submissionId = randomUUID();
    await succeed(
      companion.request,
      "submit",
      await submitParts(
        enterprise,
        saved.id,
        freeze(companion, saved, { submissionId }),
      ),
    );
    companion.advance(1000);
    expect(
      await refusalOfFrozen(freeze(companion, saved, { submissionId })),
    ).toEqual({
      status: 409,
      code: "submission-digest-conflict",
    });
  });

  it("serves frozen bytes and a signature that openssl accepts, and not one byte else", async () => {
    const frozen = freeze(companion, saved);
    const { receipt } = await succeed(
      companion.request,
      "submit",
      await submitParts(enterprise, saved.id, frozen),
    );
    for (const token of [enterprise.token, await companion.signInReviewer()]) {
      const evidence = await succeed(companion.request, "submission", {
        params: { submissionId: receipt.claims.submissionId },
        token,
      });
      const path = (name: string): string => join(companion.dataDir, name);
      writeFileSync(
        path("signature.der"),
        Buffer.from(evidence.signature ?? "", "base64"),
      );
      writeFileSync(path("frozen.json"), evidence.frozen);
      writeFileSync(
        path("changed.json"),
        evidence.frozen.replace("测试企业", "测试企亚"),
      );
      writeFileSync(
        path("root.pem"),
        companion.root.certificate.toString("pem"),
      );
      const judge = (content: string): string =>
        execFileSync(
          "openssl",
          // The estate hangs on one moment, openssl on the clock.
          [
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-purpose",
            "any",
            "-in",
            path("signature.der"),
            "-content",
            path(content),
            "-CAfile",
            path("root.pem"),
            "-attime",
            String(companion.clock.now.getTime() / 1000),
          ],
          { encoding: "utf8", stdio: "pipe" },
        );
      expect(judge("frozen.json")).toBe(frozen);
      expect(() => judge("changed.json")).toThrow();
    }
  });

  it.each([
    [
      "another origin",
      { companionOrigin: "https://elsewhere.example.cn" },
      "companionOrigin",
    ],
    ["another kind", { kind: "amendment" as const }, "kind"],
    [
      "other fields",
      { content: filingContent(ownUscc, { street: "别处" }) },
      "fields",
    ],
    ["another code", { content: filingContent(otherUscc) }, "uscc"],
  ])("refuses %s than the saved filing has", async (_title, wrong, part) => {
    expect(await refusalOfFrozen(freeze(companion, saved, wrong))).toEqual({
      status: 422,
      code: "frozen-bytes-differ",
      facts: { part },
    });
  });

  it("refuses other files than the saved filing has", async () => {
    const content = filingContent();
    content.files.officialLetter = content.files.commitmentLetter;
    expect(
      (await refusalOfFrozen(freeze(companion, saved, { content }))).facts,
    ).toEqual({ part: "files" });
  });

  it("refuses bytes for another filing, and bytes that are not canonical", async () => {
    const refusals = [
      await refusalOfFrozen(
        freeze(companion, saved, { filingId: randomUUID() }),
      ),
      await refusalOfFrozen(`${freeze(companion, saved)} `),
    ];
    expect(refusals.map(({ code }) => code)).toEqual([
      "frozen-bytes-differ",
      "frozen-bytes-malformed",
    ]);
  });

  it("refuses what rests on an older version", async () => {
    const frozen = freeze(companion, saved);
    await save(companion, enterprise, { filingId: saved.id, baseVersion: 1 });
    expect(await refusalOfFrozen(frozen)).toEqual({
      status: 409,
      code: "submission-base-moved",
      facts: { currentVersion: 2 },
    });
  });

  it("refuses while a file is missing, and goes through once it came", async () => {
    const letter = makePdf({ text: "letter" });
    const content = filingContent();
    content.files.officialLetter = {
      fileName: "公函.pdf",
      size: letter.length,
      mediaType: "application/pdf",
      sha256: digestOf(letter),
    };
    saved = await save(companion, enterprise, {
      filingId: saved.id,
      baseVersion: 1,
      content,
    });
    const frozen = freeze(companion, saved);
    expect(await refusalOfFrozen(frozen)).toEqual({
      status: 409,
      code: "file-missing",
      facts: { sha256: digestOf(letter), count: 1 },
    });
    await uploadWhole(companion.origin, enterprise.token, letter);
    const { filing } = await succeed(
      companion.request,
      "submit",
      await submitParts(enterprise, saved.id, frozen),
    );
    expect(filing.state).toBe("under-review");
  });

  it("refuses a file of a type its row does not take, whatever the filing calls it", async () => {
    const content = filingContent();
    content.files.officialLetter = content.files.officialSeal;
    saved = await save(companion, enterprise, {
      filingId: saved.id,
      baseVersion: 1,
      content,
    });
    expect(await refusalOfFrozen(freeze(companion, saved))).toEqual({
      status: 422,
      code: "file-type-refused",
      facts: { place: "officialLetter" },
    });
  });

  it("needs a signature from who signed in with a key", async () => {
    const parts = {
      params: { filingId: saved.id },
      body: { frozen: freeze(companion, saved), signature: null },
    };
    expect(
      await refusalOf(companion.request, "submit", {
        ...parts,
        token: enterprise.token,
      }),
    ).toEqual({
      status: 422,
      code: "signature-required",
    });
  });

  it("refuses a signature with a key of another enterprise", async () => {
    const stranger = await makeKey(companion, otherUscc);
    const parts = await submitParts(
      { ...enterprise, key: stranger },
      saved.id,
      freeze(companion, saved),
    );
    expect((await refusalOf(companion.request, "submit", parts)).code).toBe(
      "signer-other-enterprise",
    );
  });

  it("refuses a signature over other bytes", async () => {
    const frozen = freeze(companion, saved);
    const body = {
      frozen,
      signature: await sign(
        enterprise.key,
        frozen.replace("测试企业", "测试企亚"),
      ),
    };
    const parts = {
      params: { filingId: saved.id },
      body,
      token: enterprise.token,
    };
    expect((await refusalOf(companion.request, "submit", parts)).code).toBe(
      "signature-invalid",
    );
  });

  it.each([
    [
      "signer-certificate-expired",
      { notBefore: daysLater(-300), notAfter: daysLater(-1) },
    ],
    ["signer-certificate-not-yet-valid", { notBefore: daysLater(1) }],
    ["signer-certificate-wrong-usage", { keyUsage: encryptionUsage }],
  ])(
    "judges the signing certificate at its own time: %s",
    async (code, order) => {
      const key = await makeKey(companion, ownUscc, order);
      const parts = await submitParts(
        { ...enterprise, key },
        saved.id,
        freeze(companion, saved),
      );
      expect((await refusalOf(companion.request, "submit", parts)).code).toBe(
        code,
      );
    },
  );

  it("refuses a certificate revoked since the sign-in", async () => {
    const crl = await makeCrl(companion.root, [enterprise.key.certificate], {
      thisUpdate: daysLater(0),
      nextUpdate: daysLater(30),
    });
    await addTrust(companion.database, "crl", crl, companion.clock.now);
    expect((await refusalOfFrozen(freeze(companion, saved))).code).toBe(
      "signer-certificate-revoked",
    );
  });

  it("marks a signer nobody has a current list for, on receipt and report", async () => {
    companion.advance(31 * dayMs);
    enterprise = await signedInEnterprise(companion);
    const { receipt } = await succeed(
      companion.request,
      "submit",
      await submitParts(enterprise, saved.id, freeze(companion, saved)),
    );
    const { signature } = await succeed(companion.request, "reviewDetail", {
      params: { filingId: saved.id },
      token: await companion.signInReviewer(),
    });
    expect(receipt.claims.revocation).toBe("unknown");
    expect(signature).toMatchObject({ kind: "signed", revocation: "unknown" });
  });

  it("takes the year from the first 上报 of the filing", async () => {
    companion.advance(310 * dayMs);
    enterprise = await signedInEnterprise(companion);
    const { filing } = await succeed(
      companion.request,
      "submit",
      await submitParts(enterprise, saved.id, freeze(companion, saved)),
    );
    expect([saved.year, filing.year]).toEqual([2026, 2027]);
  });
});
