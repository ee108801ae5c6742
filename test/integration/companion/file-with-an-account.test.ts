import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signatureText } from "../../../src-companion/cli/review-text.ts";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  registerParts,
  signInAccount,
  signInAccountParts,
  signedInAccount,
  type TestAccount,
} from "./test-account.ts";
import {
  decide,
  digestOf,
  filingContent,
  freeze,
  otherUscc,
  ownUscc,
  save,
  sign,
  signedInEnterprise,
  submit,
  submitParts,
  uploadFiles,
} from "./test-enterprise.ts";

let companion: TestCompanion;
beforeAll(async () => {
  companion = await startTestCompanion();
});
afterAll(() => companion.close());

describe("an enterprise without a key", () => {
  let account: TestAccount;

  it("registers, signs in and is known by its code", async () => {
    const { accountName } = await succeed(
      companion.request,
      "register",
      await registerParts(companion, { uscc: otherUscc }),
    );
    expect(accountName).toBe("ceshi2026");
    const { token, account: known } = await succeed(
      companion.request,
      "signInWithAccount",
      await signInAccountParts(companion, "CESHI2026"),
    );
    expect(known).toEqual({
      id: known.id,
      name: "ceshi2026",
      displayName: "测试企业二手车部",
      type: "domestic-enterprise",
      uscc: otherUscc,
      enterpriseName: "测试企业",
    });
    account = { id: known.id, name: known.name, uscc: otherUscc, token };
  });

  it("submits unsigned and gets a receipt that says so", async () => {
    const filing = await save(companion, account);
    const frozen = freeze(companion, filing);
    await uploadFiles(companion, account);
    const parts = {
      params: { filingId: filing.id },
      body: { frozen, signature: null },
      token: account.token,
    };
    const { receipt, filing: submitted } = await succeed(
      companion.request,
      "submit",
      parts,
    );
    expect([submitted.state, receipt.claims]).toMatchObject([
      "under-review",
      {
        uscc: otherUscc,
        digest: digestOf(Buffer.from(frozen)),
        certificateSha256: null,
        revocation: null,
      },
    ]);
    expect(await succeed(companion.request, "submit", parts)).toMatchObject({
      receipt,
    });
  });

  it("is shown to the reviewer as unverified, and reviewed like any other", async () => {
    const token = await companion.signInReviewer();
    const { filings } = await succeed(companion.request, "reviewList", {
      token,
    });
    expect(filings.map(({ isSigned }) => isSigned)).toEqual([false]);
    const { filing, signature, history } = await succeed(
      companion.request,
      "reviewDetail",
      { params: { filingId: filings[0]?.id ?? "" }, token },
    );
    expect([
      signature,
      signatureText(signature),
      history.at(-1)?.actor,
    ]).toEqual([{ kind: "unsigned" }, "账号未核验", "测试企业二手车部"]);
    expect((await decide(companion, token, filing, "approve")).state).toBe(
      "approved",
    );
  });
});

describe("a code that an account claims and a key proves", () => {
  it("shows the account nothing that a key made, and hands everything over to the key", async () => {
    const account = await signedInAccount(companion, {
      accountName: "claimant1",
      uscc: ownUscc,
    });
    const ofAccount = await save(companion, account);
    const key = await signedInEnterprise(companion, ownUscc);
    const seen = async () =>
      (
        await succeed(companion.request, "listFilings", {
          token: account.token,
        })
      ).filings.map(({ id }) => id);
    expect(await seen()).toEqual([ofAccount.id]);
    const taken = await save(companion, key, {
      filingId: ofAccount.id,
      baseVersion: ofAccount.version,
      content: filingContent(ownUscc, { contactName: "钥匙持有人" }),
    });
    expect([taken.version, await seen()]).toEqual([2, []]);
    const { filings } = await succeed(companion.request, "changes", {
      query: { after: 0 },
      token: account.token,
    });
    expect(
      filings.map(({ id, isRemoved, content }) => [
        id,
        isRemoved,
        content.fields.contactName,
      ]),
    ).toEqual([[ofAccount.id, true, ""]]);
    for (const call of ["filing", "deleteFiling"] as const)
      expect(
        (
          await refusalOf(companion.request, call, {
            params: { filingId: ofAccount.id },
            ...(call === "filing"
              ? {}
              : { query: { baseVersion: taken.version } }),
            token: account.token,
          })
        ).code,
      ).toBe("filing-not-found");
    const { filing } = await submit(companion, key, taken);
    expect(filing.state).toBe("under-review");
  });

  it("lets the account begin nothing more that the key would have to clear away, and read what it made", async () => {
    const begin = (filingId: string, baseVersion: number) =>
      refusalOf(companion.request, "saveFiling", {
        params: { filingId },
        body: {
          saveId: randomUUID(),
          baseVersion,
          content: filingContent(otherUscc, { contactName: "账号用户" }),
        },
        token: account.token,
      });
    const account = await signInAccount(companion, "ceshi2026");
    const key = await signedInEnterprise(companion, otherUscc);
    const read = () => succeed(companion.request, "listFilings", account);
    const [approved] = (await read()).filings;
    if (approved === undefined) throw new Error("nothing was approved");
    const refusal = { status: 422, code: "signature-required-for-enterprise" };
    expect(await begin(randomUUID(), 0)).toEqual(refusal);
    expect(await begin(approved.id, approved.version)).toEqual(refusal);
    expect((await read()).filings).toEqual([approved]);
    expect((await save(companion, key)).state).toBe("to-submit");
  });

  it("ends unsigned submissions, and never takes a signature from an account", async () => {
    const uscc = "91440101MA5AKQ1234";
    const account = await signedInAccount(companion, {
      accountName: "unproven1",
      uscc,
    });
    const filing = await save(companion, account);
    const key = await signedInEnterprise(companion, uscc);
    await uploadFiles(companion, account);
    const frozen = freeze(companion, filing);
    const parts = {
      params: { filingId: filing.id },
      token: account.token,
    };
    expect(
      await refusalOf(companion.request, "submit", {
        ...parts,
        body: { frozen, signature: null },
      }),
    ).toEqual({ status: 422, code: "signature-required-for-enterprise" });
    expect(
      (
        await refusalOf(companion.request, "submit", {
          ...parts,
          body: { frozen, signature: await sign(key.key, frozen) },
        })
      ).code,
    ).toBe("request-malformed");
    expect(
      (
        await refusalOf(companion.request, "submit", {
          params: { filingId: filing.id },
          body: { frozen, signature: null },
          token: key.token,
        })
      ).code,
    ).toBe("signature-required");
    // The key holder signs what the account saved, files included.
    const { receipt } = await succeed(
      companion.request,
      "submit",
      await submitParts(key, filing.id, frozen),
    );
    expect(receipt.claims.certificateSha256).toBe(digestOf(key.key.der));
    const { filings } = await succeed(companion.request, "listFilings", {
      token: account.token,
    });
    expect(filings).toEqual([]);
  });

  it("keeps the files of account and key apart", async () => {
    const uscc = "91440101MA5AKQ5678";
    const account = await signedInAccount(companion, {
      accountName: "roomless1",
      uscc,
    });
    const key = await signedInEnterprise(companion, uscc);
    await uploadFiles(companion, key);
    const content = filingContent(uscc);
    const sha256 = content.files.officialSeal?.sha256 ?? "";
    const ask = async (token: string) => [
      (
        await succeed(companion.request, "heldFiles", {
          body: { sha256: [sha256] },
          token,
        })
      ).held,
      (await companion.request("file", { params: { sha256 }, token })).status,
    ];
    expect([await ask(account.token), await ask(key.token)]).toEqual([
      [[], 404],
      [[sha256], 200],
    ]);
    await uploadFiles(companion, account);
    expect([await ask(account.token), await ask(key.token)]).toEqual([
      [[sha256], 200],
      [[sha256], 200],
    ]);
  });

  it("shows the account what is in force of what it made", async () => {
    const account = await signInAccount(companion, "ceshi2026");
    const { filings } = await succeed(companion.request, "listFilings", {
      token: account.token,
    });
    const inForce = await succeed(companion.request, "filingInForce", {
      query: { on: companion.clock.now.toISOString().slice(0, 10) },
      token: account.token,
    });
    expect([filings[0]?.state, inForce.inForce?.filingId]).toEqual([
      "approved",
      filings[0]?.id,
    ]);
  });
});

describe("an account without a code", () => {
  it.each([
    ["个人用户", { accountType: "person", accountName: "geren2026" }],
    [
      "境外企业",
      { accountType: "foreign-enterprise", accountName: "jingwai2026" },
    ],
  ] as const)("of a %s signs in and cannot file", async (_, typed) => {
    const account = await signedInAccount(companion, typed);
    expect(
      await refusalOf(companion.request, "listFilings", {
        token: account.token,
      }),
    ).toEqual({ status: 403, code: "account-without-enterprise" });
    await succeed(companion.request, "signOut", { token: account.token });
    expect(
      (
        await refusalOf(companion.request, "ownAccount", {
          token: account.token,
        })
      ).code,
    ).toBe("not-signed-in");
  });
});
