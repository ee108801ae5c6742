import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makePdf } from "../../fixtures/files/make-files.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import {
  exampleFilingId,
  exampleRecord,
} from "../../fixtures/filings/example-record.ts";
import { openTestProfile } from "../../fixtures/storage/open-test-profile.ts";

const canary = "CANARY7f3a金丝雀";

describe("the files of a profile", () => {
  it("show nothing of names, fields, files, opinions, signatures and digests, the write-ahead log included", async () => {
    const profile = openTestProfile();
    const { filings, attachments } = profile;
    const bytes = Buffer.from(makePdf({ text: "CANARY7f3a" }));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const example = exampleFiling();
    const fields = Object.fromEntries(
      Object.entries(example.fields).map(([name, value]) => [
        name,
        typeof value === "string" && name !== "enterpriseCategory"
          ? `${canary} ${value}`
          : value,
      ]),
    ) as typeof example.fields;
    const seal = {
      fileName: `${canary}.pdf`,
      size: bytes.length,
      mediaType: "application/pdf",
      sha256,
    };
    const content = {
      fields,
      files: { ...example.files, officialSeal: seal },
    };
    await attachments.put(sha256, bytes);
    attachments.rememberUploadPath(sha256, `/v1/uploads/${canary}`);
    filings.keep(exampleFilingId, content);
    filings.save(exampleFilingId, content);
    filings.putFrozen({
      filingId: exampleFilingId,
      submissionId: "0b0e7f1e-30a5-4a6e-8f0a-9d6c4f5b3a21",
      frozen: canary,
      digest: sha256,
      baseVersion: 1,
    });
    filings.queueSubmission("0b0e7f1e-30a5-4a6e-8f0a-9d6c4f5b3a21", canary);
    filings.applyServerRecord(
      exampleRecord({
        content,
        state: "returned",
        uscc: canary,
        voidReason: canary,
        opinion: {
          authority: canary,
          text: canary,
          at: "2024-02-26T02:00:00Z",
        },
      }),
      [
        {
          at: "2024-02-26T02:00:00Z",
          actor: canary,
          actorKind: "reviewer",
          action: canary,
          fromState: null,
          toState: null,
          kind: "new",
          version: 1,
          remark: canary,
        },
      ],
    );
    filings.keep(exampleFilingId, { ...content, fields: example.fields });

    const names = readdirSync(profile.folder, { recursive: true }).map(String);
    const files = names
      .map((name) => join(profile.folder, name))
      .filter((path) => statSync(path).isFile());
    const found = files.filter((path) => {
      const held = readFileSync(path);
      return [
        "CANARY7f3a",
        sha256,
        Buffer.from(sha256, "hex"),
        example.fields.uscc,
        example.fields.contactMobile,
        bytes.subarray(0, 40),
      ].some((secret) => held.includes(secret));
    });
    profile.remove();
    expect(files.length).toBeGreaterThanOrEqual(3);
    expect([found, names.filter((name) => name.includes(sha256))]).toEqual([
      [],
      [],
    ]);
  });
});
