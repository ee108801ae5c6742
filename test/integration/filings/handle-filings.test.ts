import { createHash, randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { handleDrafts } from "../../../src-main/drafts/handle-drafts.ts";
import { underWayId } from "../../../src-main/filings/under-way.ts";
import {
  handleFilings,
  type FilingNeeds,
} from "../../../src-main/filings/handle-filings.ts";
import { lastApproved } from "../../../src-main/filings/last-approved.ts";
import { parseFrozenSubmission } from "../../../src-shared/filings/frozen-submission.ts";
import { filingProcedures } from "../../../src-shared/filings/filing-procedures.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import type { Person } from "../../../src-shared/session/session-procedures.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import {
  exampleApproval,
  exampleFilingId as filingId,
  exampleRecord,
  withScope,
} from "../../fixtures/filings/example-record.ts";
import {
  openTestProfile,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";

const pin = { pin: "12345678", isFinalTryConfirmed: false };

let profile: TestProfile;
let person: Person;
let signed: string[];
let erased: string[];
let changes: number;
let sign: FilingNeeds["sign"];
let doesApiHold: boolean;
let filings: ReturnType<typeof handleFilings>;
let drafts: ReturnType<typeof handleDrafts>;

beforeEach(() => {
  profile = openTestProfile();
  person = {
    via: "usb-key",
    uscc: exampleFiling().fields.uscc,
    enterpriseName: "测试企业",
    holderName: "张三",
    account: null,
    certificate: null,
  };
  signed = [];
  erased = [];
  changes = 0;
  doesApiHold = false;
  sign = async (frozen) => {
    signed.push(frozen);
    return "c2lnbmVk";
  };
  const onChanged = (): void => void (changes += 1);
  filings = handleFilings({
    filings: () => profile.filings,
    person: () => person,
    companionOrigin: "https://filing.example.cn",
    sign: (...given) => sign(...given),
    askCompanion: async () => doesApiHold,
    recheckReceipt: () => "valid",
    dictionaries: () => null,
    progressOf: () => null,
    eraseFiles: async (sha256) => void erased.push(...sha256),
    onChanged,
    now: profile.now,
  });
  drafts = handleDrafts({
    drafts: () => profile.filings,
    person: () => person,
    underWayId: () => underWayId(profile.filings.list()),
    lastApproved: () => lastApproved(profile.filings.list()),
    onChanged,
  });
});
afterEach(() => profile.remove());

const codeOf = async (call: () => unknown): Promise<unknown> => {
  try {
    await call();
    return "no problem";
  } catch (error) {
    return error instanceof ProblemError ? error.problem : error;
  }
};

async function frozenFiling() {
  await filings["filings.save"]({
    restsOn: null,
    filingId,
    content: exampleFiling(),
  });
  return filings["filings.freeze"]({ filingId });
}

describe("drafts", () => {
  it("begin with what is known, write nothing, and are refused while an application is under way", async () => {
    const begun = await drafts["drafts.begin"]({ copyFrom: null });
    expect(begun.content.fields).toMatchObject({
      enterpriseName: "测试企业",
      uscc: person.uscc,
    });
    expect(profile.filings.list()).toEqual([]);
    const { filingId: draftId, content } = begun;
    await drafts["drafts.keep"]({ restsOn: null, filingId: draftId, content });
    expect(
      await codeOf(() => drafts["drafts.begin"]({ copyFrom: null })),
    ).toEqual({
      code: "filing-application-under-way",
      facts: { filingId: draftId },
    });
  });

  it("are never kept for another enterprise's code", async () => {
    const content = exampleFiling("manufacturer", "91110000100000000X");
    expect(
      await codeOf(() =>
        drafts["drafts.keep"]({ restsOn: null, filingId, content }),
      ),
    ).toEqual({ code: "filing-uscc-locked" });
  });

  it("tell the list only what it shows", async () => {
    for (const scope of ["一", "二", "三"])
      await drafts["drafts.keep"]({
        restsOn: null,
        filingId,
        content: withScope(scope),
      });
    expect(changes).toBe(1);
  });
});

describe("保存信息", () => {
  it("takes a right filing at once and shows it in the contract's shape", async () => {
    await drafts["drafts.keep"]({
      restsOn: null,
      filingId,
      content: withScope("一"),
    });
    const row = await filings["filings.save"]({
      restsOn: null,
      filingId,
      content: exampleFiling(),
    });
    expect(row).toMatchObject({
      state: "to-submit",
      sync: { kind: "pending" },
      actions: ["edit", "submit", "detail", "export", "delete"],
    });
    const list = await filings["filings.list"]({});
    const detail = await filings["filings.detail"]({ filingId });
    expect(filingProcedures["filings.list"].output.parse(list)).toEqual(list);
    expect(filingProcedures["filings.detail"].output.parse(detail)).toEqual(
      detail,
    );
  });

  it("refuses what breaks a rule and keeps the draft", async () => {
    await drafts["drafts.keep"]({
      restsOn: null,
      filingId,
      content: withScope("一"),
    });
    expect(
      await codeOf(() =>
        filings["filings.save"]({
          restsOn: null,
          filingId,
          content: withScope(""),
        }),
      ),
    ).toEqual({ code: "filing-has-problems", facts: { count: 1 } });
    expect(profile.filings.get(filingId)?.state).toBe("draft");
  });

  it("is refused for a second application, whose draft stays", async () => {
    profile.filings.applyServerRecord(exampleRecord());
    const second = randomUUID();
    await drafts["drafts.keep"]({
      restsOn: null,
      filingId: second,
      content: withScope("一"),
    });
    expect(
      await codeOf(() =>
        filings["filings.save"]({
          restsOn: null,
          filingId: second,
          content: exampleFiling(),
        }),
      ),
    ).toEqual({ code: "filing-application-under-way", facts: { filingId } });
    expect(profile.filings.get(second)?.state).toBe("draft");
  });

  it("makes an amendment of an approved filing until the last day in Shanghai", async () => {
    const approval = exampleApproval();
    profile.filings.applyServerRecord(
      exampleRecord({ state: "approved", version: 3, approval }),
    );
    const save = () =>
      filings["filings.save"]({
        restsOn: null,
        filingId,
        content: withScope("二"),
      });
    profile.setNow(new Date("2025-02-25T16:00:00.000Z"));
    expect(await codeOf(save)).toEqual({ code: "filing-amendment-too-late" });
    profile.setNow(new Date("2025-02-25T15:59:59.000Z"));
    expect(await save()).toMatchObject({
      kind: "amendment",
      state: "to-submit",
      reviewedAt: approval.reviewedAt,
      validUntil: approval.validUntil,
    });
  });
});

describe("复制上次备案", () => {
  it("begins with what was approved last, files included, under the person's own code", async () => {
    const reviewed = (reviewedAt: string, scope: string) => ({
      id: randomUUID(),
      approval: { ...exampleApproval(withScope(scope)), reviewedAt },
    });
    profile.filings.applyServerRecord(
      exampleRecord({
        ...reviewed("2024-02-01T00:00:00.000Z", "latest"),
        state: "expired",
      }),
    );
    profile.filings.applyServerRecord(
      exampleRecord({
        ...reviewed("2023-02-01T00:00:00.000Z", "older"),
        state: "void",
      }),
    );
    person = { ...person, uscc: "91110000100000000X" };
    const begun = await drafts["drafts.begin"]({ copyFrom: "last-approved" });
    const { fields, files } = withScope("latest");
    expect(begun.content).toEqual({
      fields: { ...fields, uscc: person.uscc },
      files,
    });
  });

  it("is refused where nothing was approved yet", async () => {
    expect(
      await codeOf(() => drafts["drafts.begin"]({ copyFrom: "last-approved" })),
    ).toEqual({ code: "filing-nothing-to-copy" });
  });
});

describe("a draft beside an application under way", () => {
  it("gives its contents to that application's form and stays", async () => {
    profile.filings.applyServerRecord(exampleRecord());
    const second = randomUUID();
    profile.filings.keep(second, withScope("second"));
    expect(await filings["filings.carry-over"]({ filingId: second })).toEqual({
      filingId,
    });
    expect([
      profile.filings.get(filingId)?.workingCopy?.content,
      profile.filings.get(second)?.content,
    ]).toEqual([withScope("second"), withScope("second")]);
    expect(
      await codeOf(() => filings["filings.carry-over"]({ filingId: second })),
    ).toEqual({ code: "filing-cannot-carry-over" });
  });
});

describe("a conflict", () => {
  const bothChanged = (): void => {
    profile.filings.applyServerRecord(exampleRecord());
    profile.filings.save(filingId, withScope("mine"));
    profile.filings.applyServerRecord(
      exampleRecord({ version: 2, content: withScope("theirs") }),
    );
    profile.filings.markFailure(filingId, { code: "filing-version-conflict" });
  };
  const onTheirs = { filingId, theirVersion: 2 };

  it("is shown in the contract's shape and settled by a complete content", async () => {
    bothChanged();
    const shown = await filings["filings.conflict"]({ filingId });
    const { output } = filingProcedures["filings.conflict"];
    expect(output.parse(shown)).toEqual(shown);
    const merged = withScope("merged");
    const incomplete = {
      ...merged,
      fields: { ...merged.fields, contactName: "" },
    };
    expect(
      await codeOf(() =>
        filings["filings.resolve-conflict"]({
          kind: "save",
          ...onTheirs,
          content: incomplete,
        }),
      ),
    ).toMatchObject({ code: "filing-has-problems" });
    expect(
      await filings["filings.resolve-conflict"]({
        kind: "save",
        ...onTheirs,
        content: merged,
      }),
    ).toMatchObject({ state: "to-submit", sync: { kind: "pending" } });
    expect(
      await codeOf(() => filings["filings.conflict"]({ filingId })),
    ).toEqual({ code: "filing-no-conflict" });
  });

  it("is decided before anything is deleted", async () => {
    bothChanged();
    expect(await codeOf(() => filings["filings.delete"]({ filingId }))).toEqual(
      { code: "filing-action-not-allowed" },
    );
    expect(profile.filings.get(filingId)?.content).toEqual(withScope("mine"));
  });
});

describe("删除", () => {
  it("is taken back before it is sent, unless another application has begun", async () => {
    profile.filings.applyServerRecord(exampleRecord());
    await filings["filings.delete"]({ filingId });
    const undo = () => filings["filings.undo-delete"]({ filingId });
    expect(await undo()).toMatchObject({
      sync: { kind: "synced" },
      actions: ["edit", "submit", "detail", "export", "delete"],
    });
    await filings["filings.delete"]({ filingId });
    const second = randomUUID();
    await filings["filings.save"]({
      filingId: second,
      content: exampleFiling(),
      restsOn: null,
    });
    expect(await codeOf(undo)).toEqual({
      code: "filing-application-under-way",
      facts: { filingId: second },
    });
  });

  it("takes the files with it that no other filing names", async () => {
    const approval = exampleApproval();
    profile.filings.applyServerRecord(
      exampleRecord({
        id: randomUUID(),
        state: "expired",
        content: approval.content,
        approval,
      }),
    );
    const content = exampleFiling();
    const own = { ...content.files.officialSeal, sha256: "f".repeat(64) };
    await drafts["drafts.keep"]({
      restsOn: null,
      filingId,
      content: {
        ...content,
        files: {
          ...content.files,
          officialSeal: own as typeof content.files.officialSeal,
        },
      },
    });
    await filings["filings.delete"]({ filingId });
    expect(erased).toEqual([own.sha256]);
    expect(await codeOf(() => filings["filings.detail"]({ filingId }))).toEqual(
      { code: "filing-unknown" },
    );
  });
});

describe("上报", () => {
  it("freezes exactly what is saved, on the version that the waiting save will make", async () => {
    const frozen = await frozenFiling();
    expect(parseFrozenSubmission(frozen.frozen)).toMatchObject({
      submissionId: frozen.submissionId,
      filingId,
      baseVersion: 1,
      companionOrigin: "https://filing.example.cn",
      fields: exampleFiling().fields,
    });
    expect(frozen).toMatchObject({
      digest: createHash("sha256").update(frozen.frozen).digest("hex"),
      isSignatureNeeded: true,
    });
  });

  it("signs the frozen bytes as stored, once, and queues them", async () => {
    const { submissionId, digest, frozen } = await frozenFiling();
    const submit = () =>
      filings["filings.submit"]({ submissionId, digest, ...pin });
    expect(await submit()).toMatchObject({
      state: "to-submit",
      sync: { kind: "queued", isSigned: true },
      actions: ["detail", "cancel-sending"],
    });
    await submit();
    expect(signed).toEqual([frozen]);
    expect(profile.filings.get(filingId)?.outgoing).toMatchObject({
      frozen,
      signature: "c2lnbmVk",
      state: "queued",
    });
  });

  it("needs no signature from an account", async () => {
    person = { ...person, via: "account" };
    const { submissionId, digest } = await frozenFiling();
    const row = await filings["filings.submit"]({
      submissionId,
      digest,
      pin: null,
      isFinalTryConfirmed: false,
    });
    expect([row.sync, signed]).toEqual([
      { kind: "queued", isSigned: false },
      [],
    ]);
  });

  it("queues nothing where the key refuses", async () => {
    const { submissionId, digest } = await frozenFiling();
    sign = () => Promise.reject(new ProblemError("key-pin-wrong"));
    expect(
      await codeOf(() =>
        filings["filings.submit"]({ submissionId, digest, ...pin }),
      ),
    ).toEqual({ code: "key-pin-wrong" });
    expect(profile.filings.get(filingId)?.outgoing?.state).toBe("frozen");
  });

  it("queues nothing that was saved anew while the PIN was typed", async () => {
    const { submissionId, digest } = await frozenFiling();
    sign = async () => {
      profile.filings.save(filingId, withScope("二"));
      return "c2lnbmVk";
    };
    expect(
      await codeOf(() =>
        filings["filings.submit"]({ submissionId, digest, ...pin }),
      ),
    ).toEqual({ code: "submission-unknown" });
    expect(profile.filings.get(filingId)?.outgoing).toBeNull();
  });

  it("is refused for another digest, a filing with unsaved changes, and one that is not 待上报", async () => {
    const { submissionId } = await frozenFiling();
    expect(
      await codeOf(() =>
        filings["filings.submit"]({
          submissionId,
          digest: "0".repeat(64),
          ...pin,
        }),
      ),
    ).toEqual({ code: "submission-unknown" });
    profile.filings.keep(filingId, withScope("typed"));
    expect(await codeOf(() => filings["filings.freeze"]({ filingId }))).toEqual(
      { code: "filing-has-working-copy" },
    );
    profile.filings.dropWorkingCopy(filingId);
    profile.filings.applyServerRecord(
      exampleRecord({ version: 2, state: "under-review" }),
    );
    expect(await codeOf(() => filings["filings.freeze"]({ filingId }))).toEqual(
      { code: "filing-action-not-allowed" },
    );
  });

  it("is cancelled at once before anything left, and afterwards only where the API has nothing", async () => {
    const queue = async (): Promise<string> => {
      const { submissionId, digest } = await filings["filings.freeze"]({
        filingId,
      });
      await filings["filings.submit"]({ submissionId, digest, ...pin });
      return submissionId;
    };
    const cancel = () => filings["filings.cancel-sending"]({ filingId });
    await filings["filings.save"]({
      restsOn: null,
      filingId,
      content: exampleFiling(),
    });
    doesApiHold = true;
    await queue();
    expect((await cancel()).sync).toEqual({ kind: "pending" });
    profile.filings.markSending(await queue());
    expect(await codeOf(cancel)).toEqual({ code: "submission-already-sent" });
    doesApiHold = false;
    expect((await cancel()).actions).toContain("submit");
  });
});
