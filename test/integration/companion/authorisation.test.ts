import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  companionContract,
  type EndpointName,
} from "../../../src-shared/companion-api/companion-contract.ts";
import { problemDetailsSchema } from "../../../src-shared/companion-api/problem-details.ts";
import { toRegistration } from "../../../src-shared/accounts/typed-registration.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import { makePng } from "../../fixtures/files/make-files.ts";
import type { RequestParts } from "./companion-requester.ts";
import { succeed } from "./companion-requester.ts";
import {
  minuteMs,
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  accountPassword,
  mobile,
  registerParts,
  signInAccount,
  signInAccountParts,
  signedInAccount,
  smsCode,
  solveCaptcha,
  type TestAccount,
} from "./test-account.ts";
import {
  digestOf,
  filingContent,
  freeze,
  otherUscc,
  ownUscc,
  save,
  signInParts,
  signedInEnterprise,
  submit,
  submitParts,
  uploadFiles,
  type TestEnterprise,
} from "./test-enterprise.ts";
import {
  createUpload,
  speakTus,
  uploadWhole,
  type TusRequest,
} from "./tus-client.ts";

/** Keys of two enterprises; accounts of the same two codes, and one without a code; nobody; a reviewer. */
const roles = [
  "none",
  "own",
  "other",
  "account",
  "otherAccount",
  "person",
  "reviewer",
] as const;
type Role = (typeof roles)[number];

let companion: TestCompanion;
let own: TestEnterprise;
let other: TestEnterprise;
let tokens: Record<Role, () => Promise<string | undefined>>;

beforeAll(async () => {
  companion = await startTestCompanion();
  own = await signedInEnterprise(companion);
  other = await signedInEnterprise(companion, otherUscc);
  tokens = {
    none: async () => undefined,
    own: async () => own.token,
    other: async () => other.token,
    account: async () => (await accountOf("account")).token,
    otherAccount: async () => (await accountOf("otherAccount")).token,
    person: async () => (await accountOf("person")).token,
    reviewer: () => companion.signInReviewer(),
  };
});
afterAll(() => companion.close());
// Limits are tested elsewhere; here one machine asks for everybody.
beforeEach(() => companion.database.deleteFrom("sign_in_tries").execute());

const content = makePng({ text: "a file of the first enterprise" });
const typedFor = {
  account: { accountName: "account01", uscc: ownUscc },
  otherAccount: { accountName: "account02", uscc: otherUscc },
  person: { accountName: "account03", accountType: "person" },
} as const;

const refused = {
  none: "not-signed-in",
  other: "filing-not-found",
  // Of the same code, but a key made it.
  account: "filing-not-found",
  otherAccount: "filing-not-found",
  person: "account-without-enterprise",
  reviewer: "not-allowed",
} as const;
const enterprises = {
  none: "not-signed-in",
  own: "ok",
  other: "ok",
  account: "ok",
  otherAccount: "ok",
  person: "account-without-enterprise",
  reviewer: "not-allowed",
} as const;
const ownOnly = { ...refused, own: "ok" } as const;
const ownAndReviewer = { ...ownOnly, reviewer: "ok" } as const;
const reviewersOnly = {
  ...everybodyGets("not-allowed"),
  none: "not-signed-in",
  reviewer: "ok",
} as const;
const accountsOnly = {
  none: "not-signed-in",
  own: "not-allowed",
  other: "not-allowed",
  account: "ok",
  otherAccount: "ok",
  person: "ok",
  reviewer: "not-allowed",
} as const;
/** About an account of the first enterprise's code. */
const ownKeyOnly = {
  ...everybodyGets("not-allowed"),
  none: "not-signed-in",
  own: "ok",
  other: "account-not-found",
} as const;

function everybodyGets(answer: string): Record<Role, string> {
  return Object.fromEntries(roles.map((role) => [role, answer])) as Record<
    Role,
    string
  >;
}
const everybody = everybodyGets("ok");

interface Row {
  readonly answers: Readonly<Record<Role, string>>;
  /** A right request about something of the first enterprise, made anew for every role. */
  readonly prepare: () => Promise<RequestParts>;
}

const nothing = async (): Promise<RequestParts> => ({});

/** Typed by the contract: an endpoint without a row does not compile. */
const table: Record<EndpointName, Row> = {
  health: { answers: everybody, prepare: nothing },
  trustMaterial: { answers: everybody, prepare: nothing },
  dictionaries: { answers: everybody, prepare: nothing },
  receiptKeys: { answers: everybody, prepare: nothing },
  createChallenge: { answers: everybody, prepare: nothing },
  signInWithKey: {
    answers: everybody,
    prepare: () => signInParts(companion, own.key),
  },
  signInReviewer: {
    answers: everybodyGets("credentials-wrong"),
    prepare: async () => ({ body: { name: randomUUID(), password: "wrong" } }),
  },
  // Signing out ends the very session, so each role brings one of its own below.
  signOut: {
    answers: { ...everybody, none: "not-signed-in" },
    prepare: nothing,
  },
  ...accountRows(),
  listFilings: { answers: enterprises, prepare: nothing },
  changes: {
    answers: enterprises,
    prepare: async () => ({ query: { after: 0 } }),
  },
  filingInForce: {
    answers: enterprises,
    prepare: async () => ({ query: { on: "2026-03-01" } }),
  },
  filing: { answers: ownAndReviewer, prepare: () => ofFiling(submitted) },
  saveFiling: {
    answers: ownOnly,
    prepare: async () => {
      const { id, version } = await saved();
      const body = {
        saveId: randomUUID(),
        baseVersion: version,
        content: filingContent(),
      };
      return { params: { filingId: id }, body };
    },
  },
  deleteFiling: {
    answers: ownOnly,
    prepare: async () => {
      const { id, version } = await saved();
      return { params: { filingId: id }, query: { baseVersion: version } };
    },
  },
  submit: {
    answers: ownOnly,
    prepare: async () => {
      await uploadFiles(companion, own);
      const filing = await saved();
      const { params, body } = await submitParts(
        own,
        filing.id,
        freeze(companion, filing),
      );
      return { params: params ?? {}, body };
    },
  },
  submission: {
    answers: {
      ...ownAndReviewer,
      other: "submission-not-found",
      account: "submission-not-found",
      otherAccount: "submission-not-found",
    },
    prepare: async () => ({
      params: { submissionId: (await submitted()).latestSubmission?.id ?? "" },
    }),
  },
  heldFiles: {
    answers: enterprises,
    prepare: async () => ({ body: { sha256: [digestOf(content)] } }),
  },
  file: {
    answers: {
      ...ownAndReviewer,
      other: "file-not-found",
      account: "file-not-found",
      otherAccount: "file-not-found",
    },
    prepare: async () => ({
      params: {
        sha256: (await submitted()).content.files.officialSeal?.sha256 ?? "",
      },
    }),
  },
  reviewList: { answers: reviewersOnly, prepare: nothing },
  reviewDetail: { answers: reviewersOnly, prepare: () => ofFiling(submitted) },
  decide: {
    answers: reviewersOnly,
    prepare: async () => {
      const { id, latestSubmission } = await submitted();
      const body = {
        submissionId: latestSubmission?.id,
        digest: latestSubmission?.digest,
        decision: "return",
        opinion: "请补充材料",
      };
      return { params: { filingId: id }, body };
    },
  },
  void: {
    answers: { ...reviewersOnly, reviewer: "filing-transition-refused" },
    prepare: async () => ({
      params: { filingId: (await submitted()).id },
      body: { reason: "原因" },
    }),
  },
};

function accountRows() {
  const person = (accountName: string) =>
    ({ accountType: "person", accountName }) as const;
  const fresh = (): string => `fresh${randomUUID().replaceAll("-", "")}`;
  return {
    createCaptcha: {
      answers: everybody,
      prepare: async () => ({ body: { kind: "picture" } }),
    },
    sendSmsCode: {
      answers: everybody,
      prepare: async () => {
        companion.advance(minuteMs);
        const captcha = await solveCaptcha(companion);
        return { body: { purpose: "register", mobile, captcha } };
      },
    },
    register: {
      answers: everybody,
      prepare: () => registerParts(companion, person(fresh())),
    },
    signInWithAccount: {
      answers: everybody,
      prepare: () =>
        signInAccountParts(companion, typedFor.account.accountName),
    },
    startRecovery: {
      answers: everybody,
      prepare: async () => {
        companion.advance(minuteMs);
        const captcha = await solveCaptcha(companion);
        return { body: { by: "mobile", address: mobile, captcha } };
      },
    },
    proveRecovery: {
      answers: everybodyGets("code-expired"),
      prepare: async () => ({
        params: { recoveryId: "unknown" },
        body: { code: "000000" },
      }),
    },
    finishRecovery: {
      answers: everybodyGets("recovery-ended"),
      prepare: async () => ({
        body: { resetToken: "unknown", password: accountPassword },
      }),
    },
    signInWays: { answers: everybody, prepare: nothing },
    startOpenIdSignIn: {
      answers: everybodyGets("open-id-not-configured"),
      prepare: async () => ({
        body: { redirectUri: "http://127.0.0.1:50000/callback" },
      }),
    },
    finishOpenIdSignIn: {
      answers: everybodyGets("open-id-not-configured"),
      prepare: async () => ({
        body: { flowSecret: "unknown", callbackQuery: "code=x" },
      }),
    },
    bindOpenId: {
      answers: {
        ...accountsOnly,
        account: "open-id-binding-ended",
        otherAccount: "open-id-binding-ended",
        person: "open-id-binding-ended",
      },
      prepare: async () => ({ body: { bindingToken: "unknown" } }),
    },
    renewSession: { answers: accountsOnly, prepare: nothing },
    ownAccount: { answers: accountsOnly, prepare: nothing },
    changeContact: {
      answers: accountsOnly,
      prepare: async () => ({
        body: {
          contact: toRegistration(filledRegistration).contact,
          password: accountPassword,
          smsCode: null,
          emailCode: null,
        },
      }),
    },
    sendEmailCode: {
      answers: accountsOnly,
      prepare: async () => {
        companion.advance(minuteMs);
        const captcha = await solveCaptcha(companion);
        return { body: { email: "a@example.cn", captcha } };
      },
    },
    proveEmail: {
      answers: {
        ...accountsOnly,
        account: "code-expired",
        otherAccount: "code-expired",
        person: "code-expired",
      },
      prepare: async () => ({ body: { emailCode: "000000" } }),
    },
    unbindOpenId: { answers: accountsOnly, prepare: nothing },
    changePassword: {
      answers: accountsOnly,
      prepare: async () => ({
        body: {
          currentPassword: accountPassword,
          newPassword: accountPassword,
        },
      }),
    },
    // Only ever asked with a wrong password: what it does is tested where an account may be spent.
    closeAccount: {
      answers: {
        ...accountsOnly,
        account: "password-wrong",
        otherAccount: "password-wrong",
        person: "password-wrong",
      },
      prepare: async () => ({ body: { password: "wrong", smsCode: "000000" } }),
    },
    accountsOfEnterprise: {
      answers: { ...ownKeyOnly, other: "ok" },
      prepare: nothing,
    },
    takeOverAccount: {
      answers: ownKeyOnly,
      prepare: async () => ({
        params: { accountId: (await accountOf("account")).id },
        body: {
          password: accountPassword,
          contactName: "张三",
          mobile,
          smsCode: await smsCode(companion, "take-over"),
        },
      }),
    },
    closeAccountOfEnterprise: {
      answers: ownKeyOnly,
      prepare: async () => ({
        params: { accountId: (await accountOf("account")).id },
      }),
    },
  } satisfies Partial<Record<EndpointName, Row>>;
}

type AccountRole = keyof typeof typedFor;
const accounts = new Map<AccountRole, TestAccount>();

function isAccountRole(role: Role): role is AccountRole {
  return role in typedFor;
}

/** Registered and signed in anew where a test closed it or ended its sessions. */
async function accountOf(role: AccountRole): Promise<TestAccount> {
  const known = accounts.get(role);
  if (known !== undefined) {
    const { status } = await companion.request("ownAccount", {
      token: known.token,
    });
    if (status === 200) return known;
    await companion.database
      .updateTable("accounts")
      .set({ closed_at: companion.clock.now.toISOString() })
      .where("id", "=", known.id)
      .execute();
  }
  const account = await signedInAccount(companion, typedFor[role]);
  accounts.set(role, account);
  return account;
}

/** The first enterprise's application under way, put back to the beginning. */
async function saved() {
  await clear();
  return save(companion, own);
}

async function submitted() {
  return (await submit(companion, own, await saved())).filing;
}

async function ofFiling(make: typeof submitted): Promise<RequestParts> {
  return { params: { filingId: (await make()).id } };
}

async function clear(): Promise<void> {
  const { filings } = await succeed(companion.request, "listFilings", {
    token: own.token,
  });
  for (const { id, state, version, latestSubmission } of filings) {
    let current = version;
    if (state === "under-review") {
      const { filing } = await succeed(companion.request, "decide", {
        params: { filingId: id },
        body: {
          submissionId: latestSubmission?.id,
          digest: latestSubmission?.digest,
          decision: "return",
          opinion: "清理",
        },
        token: await companion.signInReviewer(),
      });
      current = filing.version;
    }
    await succeed(companion.request, "deleteFiling", {
      params: { filingId: id },
      query: { baseVersion: current },
      token: own.token,
    });
  }
}

async function tokenFor(
  name: EndpointName,
  role: Role,
): Promise<string | undefined> {
  // Wants a sign-in of a moment ago.
  if (name === "bindOpenId" && isAccountRole(role)) {
    const { name: accountName } = await accountOf(role);
    return (await signInAccount(companion, accountName)).token;
  }
  if (name !== "signOut") return tokens[role]();
  if (role === "own") return (await signedInEnterprise(companion)).token;
  return role === "other"
    ? (await signedInEnterprise(companion, otherUscc)).token
    : tokens[role]();
}

describe("every route for every role", () => {
  const cases = (Object.keys(companionContract) as EndpointName[]).flatMap(
    (name) =>
      roles.map((role) => ({ name, role, answer: table[name].answers[role] })),
  );

  it.each(cases)("$name as $role: $answer", async ({ name, role, answer }) => {
    const parts = await table[name].prepare();
    const token = await tokenFor(name, role);
    const { status, body } = await companion.request(name, { ...parts, token });
    expect(status < 400 ? "ok" : problemDetailsSchema.parse(body).code).toBe(
      answer,
    );
  });

  it("answers the other enterprise's own lists without anything of the first", async () => {
    const { id } = await submitted();
    const lists = await Promise.all([
      succeed(companion.request, "listFilings", { token: other.token }),
      succeed(companion.request, "changes", {
        query: { after: 0 },
        token: other.token,
      }),
      succeed(companion.request, "heldFiles", {
        body: { sha256: [digestOf(content)] },
        token: other.token,
      }),
    ]);
    expect(JSON.stringify(lists)).not.toContain(id);
    expect(lists[2]).toEqual({ held: [] });
  });

  it("serves a reviewer no file that was not submitted", async () => {
    await uploadWhole(companion.origin, own.token, content);
    const parts = {
      params: { sha256: digestOf(content) },
      token: await companion.signInReviewer(),
    };
    expect(
      problemDetailsSchema.parse((await companion.request("file", parts)).body)
        .code,
    ).toBe("file-not-found");
  });
});

describe("every route for what an account of the first code made", () => {
  const answers = {
    ...everybodyGets("filing-not-found"),
    none: "not-signed-in",
    own: "ok",
    account: "ok",
    person: "account-without-enterprise",
    reviewer: "not-allowed",
  } as const;
  const ofAccount: Partial<Record<EndpointName, Row>> = {
    filing: {
      answers: { ...answers, reviewer: "filing-not-found" },
      prepare: async () => ({
        params: { filingId: (await savedByAccount()).id },
      }),
    },
    saveFiling: {
      answers,
      prepare: async () => {
        const { id, version } = await savedByAccount();
        const content = filingContent();
        const saveId = randomUUID();
        const body = { saveId, baseVersion: version, content };
        return { params: { filingId: id }, body };
      },
    },
    deleteFiling: {
      answers,
      prepare: async () => {
        const { id, version } = await savedByAccount();
        return { params: { filingId: id }, query: { baseVersion: version } };
      },
    },
    submit: {
      // Nobody may submit it so: the key must sign, and has ended unsigned submissions of its code.
      answers: {
        ...answers,
        own: "signature-required",
        account: "signature-required-for-enterprise",
      },
      prepare: async () => {
        const filing = await savedByAccount();
        await uploadFiles(companion, await accountOf("account"));
        const body = { frozen: freeze(companion, filing), signature: null };
        return { params: { filingId: filing.id }, body };
      },
    },
    heldFiles: {
      answers: enterprises,
      prepare: async () => ({ body: { sha256: [digestOf(content)] } }),
    },
    file: {
      answers: {
        ...answers,
        other: "file-not-found",
        otherAccount: "file-not-found",
        reviewer: "file-not-found",
      },
      prepare: async () => {
        const { token } = await accountOf("account");
        await uploadWhole(companion.origin, token, content);
        return { params: { sha256: digestOf(content) } };
      },
    },
  };
  const cases = (Object.keys(ofAccount) as EndpointName[]).flatMap((name) =>
    roles.map((role) => ({
      name,
      role,
      answer: ofAccount[name]?.answers[role],
    })),
  );

  it.each(cases)("$name as $role: $answer", async ({ name, role, answer }) => {
    const parts = (await ofAccount[name]?.prepare()) ?? {};
    const token = await tokens[role]();
    const { status, body } = await companion.request(name, { ...parts, token });
    expect(status < 400 ? "ok" : problemDetailsSchema.parse(body).code).toBe(
      answer,
    );
  });

  async function savedByAccount() {
    await clear();
    // Begun before the key signed in for the code for the first time.
    const { database } = companion;
    const proven = await database
      .deleteFrom("proven_codes")
      .returningAll()
      .execute();
    const filing = await save(companion, await accountOf("account"));
    await database.insertInto("proven_codes").values(proven).execute();
    return filing;
  }
});

describe("every upload request for every role", () => {
  const strangers = {
    none: 401,
    other: 404,
    account: 404,
    otherAccount: 404,
    person: 403,
    reviewer: 403,
  };
  const methods = ["POST", "HEAD", "PATCH", "DELETE"] as const;
  const statuses: Record<(typeof methods)[number], Record<Role, number>> = {
    POST: {
      ...strangers,
      own: 201,
      other: 201,
      account: 201,
      otherAccount: 201,
    },
    HEAD: { ...strangers, own: 200 },
    PATCH: { ...strangers, own: 204 },
    DELETE: { ...strangers, own: 204 },
  };
  const cases = methods.flatMap((method) =>
    roles.map((role) => ({ method, role, status: statuses[method][role] })),
  );

  it.each(cases)(
    "$method as $role: $status",
    async ({ method, role, status }) => {
      const token = await tokens[role]();
      const announced = { size: content.length, sha256: digestOf(content) };
      if (method === "POST") {
        expect(
          (await createUpload(companion.origin, token, announced)).status,
        ).toBe(status);
        return;
      }
      const { location } = await createUpload(
        companion.origin,
        own.token,
        announced,
      );
      const piece = {
        "upload-offset": "0",
        "content-type": "application/offset+octet-stream",
      };
      const request: TusRequest = {
        method,
        path: location ?? "",
        token,
        ...(method === "PATCH"
          ? { headers: piece, body: content.subarray(0, 10) }
          : {}),
      };
      expect((await speakTus(companion.origin, request)).status).toBe(status);
    },
  );
});
