import { createPublicKey, randomUUID, verify } from "node:crypto";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import canonicalize from "canonicalize";
import { describe, expect, it } from "vitest";
import { asOfOlderForm } from "../../fixtures/filings/as-of-older-form.ts";
import { succeed } from "./companion-requester.ts";
import { dayMs } from "./start-test-companion.ts";
import {
  decide,
  digestOf,
  freeze,
  ownUscc,
  signedInEnterprise,
  submitParts,
} from "./test-enterprise.ts";
import { useSubmissionDesk } from "./submission-desk.ts";

const desk = useSubmissionDesk();

describe("上报", () => {
  it("moves the filing under review and answers with a receipt that its key signed", async () => {
    const frozen = freeze(desk.companion, desk.saved);
    const { receipt, filing } = await succeed(
      desk.companion.request,
      "submit",
      await submitParts(desk.enterprise, desk.saved.id, frozen),
    );
    const receivedAt = desk.companion.clock.now.toISOString();
    expect(receipt.claims).toEqual({
      purpose: "cn.usedcar.filing/receipt/v1",
      submissionId: receipt.claims.submissionId,
      filingId: desk.saved.id,
      kind: "new",
      uscc: ownUscc,
      digest: digestOf(Buffer.from(frozen)),
      certificateSha256: digestOf(desk.enterprise.key.der),
      revocation: "good",
      fileCount: 10,
      receivedAt,
    });
    expect(filing).toEqual({
      ...desk.saved,
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
    const { keys } = await succeed(desk.companion.request, "receiptKeys");
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

  it("gives the same receipt for what it took in an older form, before it knew the present one", async () => {
    const { companion, enterprise, saved } = desk;
    const { request, database } = companion;
    const submissionId = randomUUID();
    const frozen = asOfOlderForm(freeze(companion, saved, { submissionId }));
    const submit = async (text: string) =>
      succeed(request, "submit", await submitParts(enterprise, saved.id, text));
    await submit(freeze(companion, saved));
    const taken = await database
      .selectFrom("submissions")
      .selectAll()
      .executeTakeFirstOrThrow();
    const digest = digestOf(Buffer.from(frozen));
    await database
      .insertInto("submissions")
      .values({ ...taken, id: submissionId, frozen, digest })
      .execute();
    const { receipt } = await submit(frozen);
    expect(receipt.jws).toBe(taken.receipt_jws);
  });

  it("gives the same receipt for the same submission, also after the state moved and at once twice", async () => {
    const parts = await submitParts(
      desk.enterprise,
      desk.saved.id,
      freeze(desk.companion, desk.saved),
    );
    const [first, second] = await Promise.all([
      succeed(desk.companion.request, "submit", parts),
      succeed(desk.companion.request, "submit", parts),
    ]);
    await decide(
      desk.companion,
      await desk.companion.signInReviewer(),
      first.filing,
      "approve",
    );
    desk.companion.advance(60_000);
    const third = await succeed(desk.companion.request, "submit", parts);
    expect([second.receipt, third.receipt]).toEqual([
      first.receipt,
      first.receipt,
    ]);
    expect(third.filing.state).toBe("approved");
    expect(
      await desk.companion.database
        .selectFrom("submissions")
        .select("id")
        .execute(),
    ).toHaveLength(1);
  });

  it("refuses other bytes under a submission id that is taken", async () => {
    const submissionId = randomUUID();
    await succeed(
      desk.companion.request,
      "submit",
      await submitParts(
        desk.enterprise,
        desk.saved.id,
        freeze(desk.companion, desk.saved, { submissionId }),
      ),
    );
    desk.companion.advance(1000);
    expect(
      await desk.refusalOfFrozen(
        freeze(desk.companion, desk.saved, { submissionId }),
      ),
    ).toEqual({
      status: 409,
      code: "submission-digest-conflict",
    });
  });

  it("serves frozen bytes and a signature that openssl accepts, and not one byte else", async () => {
    const frozen = freeze(desk.companion, desk.saved);
    const { receipt } = await succeed(
      desk.companion.request,
      "submit",
      await submitParts(desk.enterprise, desk.saved.id, frozen),
    );
    for (const token of [
      desk.enterprise.token,
      await desk.companion.signInReviewer(),
    ]) {
      const evidence = await succeed(desk.companion.request, "submission", {
        params: { submissionId: receipt.claims.submissionId },
        token,
      });
      const path = (name: string): string => join(desk.companion.dataDir, name);
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
        desk.companion.root.certificate.toString("pem"),
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
            String(desk.companion.clock.now.getTime() / 1000),
          ],
          { encoding: "utf8", stdio: "pipe" },
        );
      expect(judge("frozen.json")).toBe(frozen);
      expect(() => judge("changed.json")).toThrow();
    }
  });

  it("marks a signer nobody has a current list for, on receipt and report", async () => {
    desk.companion.advance(31 * dayMs);
    desk.enterprise = await signedInEnterprise(desk.companion);
    const { receipt } = await succeed(
      desk.companion.request,
      "submit",
      await submitParts(
        desk.enterprise,
        desk.saved.id,
        freeze(desk.companion, desk.saved),
      ),
    );
    const { signature } = await succeed(
      desk.companion.request,
      "reviewDetail",
      {
        params: { filingId: desk.saved.id },
        token: await desk.companion.signInReviewer(),
      },
    );
    expect(receipt.claims.revocation).toBe("unknown");
    expect(signature).toMatchObject({ kind: "signed", revocation: "unknown" });
  });

  it("takes the year from the first 上报 of the filing", async () => {
    desk.companion.advance(310 * dayMs);
    desk.enterprise = await signedInEnterprise(desk.companion);
    const { filing } = await succeed(
      desk.companion.request,
      "submit",
      await submitParts(
        desk.enterprise,
        desk.saved.id,
        freeze(desk.companion, desk.saved),
      ),
    );
    expect([desk.saved.year, filing.year]).toEqual([2026, 2027]);
  });
});
