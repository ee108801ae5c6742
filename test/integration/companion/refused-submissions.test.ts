import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { addTrust } from "../../../src-companion/trust/trust-store.ts";
import {
  daysLater,
  encryptionUsage,
  makeCrl,
} from "../../fixtures/certificates/make-certificate-estate.ts";
import { asOfOlderForm } from "../../fixtures/filings/as-of-older-form.ts";
import { makePdf } from "../../fixtures/files/make-files.ts";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  digestOf,
  filingContent,
  freeze,
  makeKey,
  otherUscc,
  ownUscc,
  save,
  sign,
  submitParts,
} from "./test-enterprise.ts";
import { uploadWhole } from "./tus-client.ts";
import { useSubmissionDesk } from "./submission-desk.ts";

const desk = useSubmissionDesk();

describe("上报 that the API does not take", () => {
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
    expect(
      await desk.refusalOfFrozen(freeze(desk.companion, desk.saved, wrong)),
    ).toEqual({
      status: 422,
      code: "frozen-bytes-differ",
      facts: { part },
    });
  });

  it("refuses other files than the saved filing has", async () => {
    const content = filingContent();
    content.files.officialLetter = content.files.commitmentLetter;
    expect(
      (
        await desk.refusalOfFrozen(
          freeze(desk.companion, desk.saved, { content }),
        )
      ).facts,
    ).toEqual({ part: "files" });
  });

  it("refuses bytes for another filing, and bytes that are not canonical", async () => {
    const refusals = [
      await desk.refusalOfFrozen(
        freeze(desk.companion, desk.saved, { filingId: randomUUID() }),
      ),
      await desk.refusalOfFrozen(`${freeze(desk.companion, desk.saved)} `),
    ];
    expect(refusals.map(({ code }) => code)).toEqual([
      "frozen-bytes-differ",
      "frozen-bytes-malformed",
    ]);
  });

  it("refuses what was frozen in an older form, whose fields nobody here can compare", async () => {
    const frozen = asOfOlderForm(freeze(desk.companion, desk.saved));
    expect((await desk.refusalOfFrozen(frozen)).code).toBe(
      "frozen-form-outdated",
    );
  });

  it("refuses what rests on an older version", async () => {
    const frozen = freeze(desk.companion, desk.saved);
    await save(desk.companion, desk.enterprise, {
      filingId: desk.saved.id,
      baseVersion: 1,
    });
    expect(await desk.refusalOfFrozen(frozen)).toEqual({
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
    desk.saved = await save(desk.companion, desk.enterprise, {
      filingId: desk.saved.id,
      baseVersion: 1,
      content,
    });
    const frozen = freeze(desk.companion, desk.saved);
    expect(await desk.refusalOfFrozen(frozen)).toEqual({
      status: 409,
      code: "file-missing",
      facts: { sha256: digestOf(letter), count: 1 },
    });
    await uploadWhole(desk.companion.origin, desk.enterprise.token, letter);
    const { filing } = await succeed(
      desk.companion.request,
      "submit",
      await submitParts(desk.enterprise, desk.saved.id, frozen),
    );
    expect(filing.state).toBe("under-review");
  });

  it("refuses a file of a type its row does not take, whatever the filing calls it", async () => {
    const content = filingContent();
    content.files.officialLetter = content.files.officialSeal;
    desk.saved = await save(desk.companion, desk.enterprise, {
      filingId: desk.saved.id,
      baseVersion: 1,
      content,
    });
    expect(
      await desk.refusalOfFrozen(freeze(desk.companion, desk.saved)),
    ).toEqual({
      status: 422,
      code: "file-type-refused",
      facts: { place: "officialLetter" },
    });
  });

  it("needs a signature from who signed in with a key", async () => {
    const parts = {
      params: { filingId: desk.saved.id },
      body: { frozen: freeze(desk.companion, desk.saved), signature: null },
    };
    expect(
      await refusalOf(desk.companion.request, "submit", {
        ...parts,
        token: desk.enterprise.token,
      }),
    ).toEqual({
      status: 422,
      code: "signature-required",
    });
  });

  it("refuses a signature with a key of another enterprise", async () => {
    const stranger = await makeKey(desk.companion, otherUscc);
    const parts = await submitParts(
      { ...desk.enterprise, key: stranger },
      desk.saved.id,
      freeze(desk.companion, desk.saved),
    );
    expect(
      (await refusalOf(desk.companion.request, "submit", parts)).code,
    ).toBe("signer-other-enterprise");
  });

  it("refuses a signature over other bytes", async () => {
    const frozen = freeze(desk.companion, desk.saved);
    const body = {
      frozen,
      signature: await sign(
        desk.enterprise.key,
        frozen.replace("测试企业", "测试企亚"),
      ),
    };
    const parts = {
      params: { filingId: desk.saved.id },
      body,
      token: desk.enterprise.token,
    };
    expect(
      (await refusalOf(desk.companion.request, "submit", parts)).code,
    ).toBe("signature-invalid");
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
      const key = await makeKey(desk.companion, ownUscc, order);
      const parts = await submitParts(
        { ...desk.enterprise, key },
        desk.saved.id,
        freeze(desk.companion, desk.saved),
      );
      expect(
        (await refusalOf(desk.companion.request, "submit", parts)).code,
      ).toBe(code);
    },
  );

  it("refuses a certificate revoked since the sign-in", async () => {
    const crl = await makeCrl(
      desk.companion.root,
      [desk.enterprise.key.certificate],
      {
        thisUpdate: daysLater(0),
        nextUpdate: daysLater(30),
      },
    );
    await addTrust(
      desk.companion.database,
      "crl",
      crl,
      desk.companion.clock.now,
    );
    expect(
      (await desk.refusalOfFrozen(freeze(desk.companion, desk.saved))).code,
    ).toBe("signer-certificate-revoked");
  });
});
