import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  companionContract,
  type EndpointName,
} from "../../../src-shared/companion-api/companion-contract.ts";
import { problemDetailsSchema } from "../../../src-shared/companion-api/problem-details.ts";
import { toRegistration } from "../../../src-shared/accounts/typed-registration.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import type { RequestParts } from "./companion-requester.ts";
import { succeed } from "./companion-requester.ts";
import { minuteMs } from "./start-test-companion.ts";
import {
  accountPassword,
  mobile,
  registerParts,
  signInAccount,
  signInAccountParts,
  smsCode,
  solveCaptcha,
} from "./test-account.ts";
import {
  digestOf,
  filingContent,
  freeze,
  otherUscc,
  signInParts,
  signedInEnterprise,
  submitParts,
  uploadFiles,
} from "./test-enterprise.ts";
import { uploadWhole } from "./tus-client.ts";
import {
  content,
  enterprises,
  everybodyGets,
  isAccountRole,
  openAuthorisationEstate,
  ownAndReviewer,
  ownKeyOnly,
  ownOnly,
  reviewersOnly,
  accountsOnly,
  roles,
  type AuthorisationEstate,
  type Role,
  type Row,
} from "./authorisation-estate.ts";

let estate: AuthorisationEstate;
beforeAll(async () => {
  estate = await openAuthorisationEstate();
});
afterAll(() => estate.companion.close());
// Limits are tested elsewhere; here one machine asks for everybody.
beforeEach(() =>
  estate.companion.database.deleteFrom("sign_in_tries").execute(),
);

const everybody = everybodyGets("ok");

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
    prepare: () => signInParts(estate.companion, estate.own.key),
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
  filing: { answers: ownAndReviewer, prepare: () => ofFiling() },
  saveFiling: {
    answers: ownOnly,
    prepare: async () => {
      const { id, version } = await estate.saved();
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
      const { id, version } = await estate.saved();
      return { params: { filingId: id }, query: { baseVersion: version } };
    },
  },
  submit: {
    answers: ownOnly,
    prepare: async () => {
      await uploadFiles(estate.companion, estate.own);
      const filing = await estate.saved();
      const { params, body } = await submitParts(
        estate.own,
        filing.id,
        freeze(estate.companion, filing),
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
      params: {
        submissionId: (await estate.submitted()).latestSubmission?.id ?? "",
      },
    }),
  },
  // Another code's is answered like one that does not exist.
  withdrawSubmission: {
    answers: { ...enterprises, account: "filing-not-found" },
    prepare: async () => ({
      params: {
        submissionId: (await estate.submitted()).latestSubmission?.id ?? "",
      },
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
        sha256:
          (await estate.submitted()).content.files.officialSeal?.sha256 ?? "",
      },
    }),
  },
  reviewList: { answers: reviewersOnly, prepare: nothing },
  reviewDetail: { answers: reviewersOnly, prepare: () => ofFiling() },
  decide: {
    answers: reviewersOnly,
    prepare: async () => {
      const { id, latestSubmission } = await estate.submitted();
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
      params: { filingId: (await estate.submitted()).id },
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
        estate.companion.advance(minuteMs);
        const captcha = await solveCaptcha(estate.companion);
        return { body: { purpose: "register", mobile, captcha } };
      },
    },
    register: {
      answers: everybody,
      prepare: () => registerParts(estate.companion, person(fresh())),
    },
    signInWithAccount: {
      answers: everybody,
      prepare: async () =>
        signInAccountParts(
          estate.companion,
          (await estate.accountOf("account")).name,
        ),
    },
    startRecovery: {
      answers: everybody,
      prepare: async () => {
        estate.companion.advance(minuteMs);
        const captcha = await solveCaptcha(estate.companion);
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
        estate.companion.advance(minuteMs);
        const captcha = await solveCaptcha(estate.companion);
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
        params: { accountId: (await estate.accountOf("account")).id },
        body: {
          password: accountPassword,
          contactName: "张三",
          mobile,
          smsCode: await smsCode(estate.companion, "take-over"),
        },
      }),
    },
    closeAccountOfEnterprise: {
      answers: ownKeyOnly,
      prepare: async () => ({
        params: { accountId: (await estate.accountOf("account")).id },
      }),
    },
  } satisfies Partial<Record<EndpointName, Row>>;
}

async function ofFiling(): Promise<RequestParts> {
  return { params: { filingId: (await estate.submitted()).id } };
}

async function tokenFor(
  name: EndpointName,
  role: Role,
): Promise<string | undefined> {
  // Wants a sign-in of a moment ago.
  if (name === "bindOpenId" && isAccountRole(role)) {
    const { name: accountName } = await estate.accountOf(role);
    return (await signInAccount(estate.companion, accountName)).token;
  }
  if (name !== "signOut") return estate.tokenOf(role);
  if (role === "own") return (await signedInEnterprise(estate.companion)).token;
  return role === "other"
    ? (await signedInEnterprise(estate.companion, otherUscc)).token
    : estate.tokenOf(role);
}

describe("every route for every role", () => {
  const cases = (Object.keys(companionContract) as EndpointName[]).flatMap(
    (name) =>
      roles.map((role) => ({ name, role, answer: table[name].answers[role] })),
  );

  it.each(cases)("$name as $role: $answer", async ({ name, role, answer }) => {
    const parts = await table[name].prepare();
    const token = await tokenFor(name, role);
    const { status, body } = await estate.companion.request(name, {
      ...parts,
      token,
    });
    expect(status < 400 ? "ok" : problemDetailsSchema.parse(body).code).toBe(
      answer,
    );
  });

  it("answers the other enterprise's own lists without anything of the first", async () => {
    const { id } = await estate.submitted();
    const lists = await Promise.all([
      succeed(estate.companion.request, "listFilings", {
        token: estate.other.token,
      }),
      succeed(estate.companion.request, "changes", {
        query: { after: 0 },
        token: estate.other.token,
      }),
      succeed(estate.companion.request, "heldFiles", {
        body: { sha256: [digestOf(content)] },
        token: estate.other.token,
      }),
    ]);
    expect(JSON.stringify(lists)).not.toContain(id);
    expect(lists[2]).toEqual({ held: [] });
  });

  it("serves a reviewer no file that was not submitted", async () => {
    await uploadWhole(estate.companion.origin, estate.own.token, content);
    const parts = {
      params: { sha256: digestOf(content) },
      token: await estate.companion.signInReviewer(),
    };
    expect(
      problemDetailsSchema.parse(
        (await estate.companion.request("file", parts)).body,
      ).code,
    ).toBe("file-not-found");
  });
});
