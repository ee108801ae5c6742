import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  companionContract,
  type EndpointName,
} from "../../../src-shared/companion-api/companion-contract.ts";
import { problemDetailsSchema } from "../../../src-shared/companion-api/problem-details.ts";
import { makePng } from "../../fixtures/files/make-files.ts";
import type { RequestParts } from "./companion-requester.ts";
import { succeed } from "./companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  digestOf,
  filingContent,
  freeze,
  otherUscc,
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

type Role = "none" | "own" | "other" | "reviewer";
const roles: readonly Role[] = ["none", "own", "other", "reviewer"];

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
    reviewer: () => companion.signInReviewer(),
  };
});
afterAll(() => companion.close());

const content = makePng({ text: "a file of the first enterprise" });
const refused = {
  none: "not-signed-in",
  other: "filing-not-found",
  reviewer: "not-allowed",
} as const;
const everybody = {
  none: "ok",
  own: "ok",
  other: "ok",
  reviewer: "ok",
} as const;
const enterprises = {
  none: "not-signed-in",
  own: "ok",
  other: "ok",
  reviewer: "not-allowed",
} as const;
const ownOnly = { ...refused, own: "ok" } as const;
const ownAndReviewer = { ...ownOnly, reviewer: "ok" } as const;
const reviewersOnly = {
  none: "not-signed-in",
  own: "not-allowed",
  other: "not-allowed",
  reviewer: "ok",
} as const;

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
    answers: {
      none: "credentials-wrong",
      own: "credentials-wrong",
      other: "credentials-wrong",
      reviewer: "credentials-wrong",
    },
    prepare: async () => ({ body: { name: randomUUID(), password: "wrong" } }),
  },
  // Signing out ends the very session, so each role brings one of its own below.
  signOut: {
    answers: { none: "not-signed-in", own: "ok", other: "ok", reviewer: "ok" },
    prepare: nothing,
  },
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
    answers: { ...ownAndReviewer, other: "submission-not-found" },
    prepare: async () => ({
      params: { submissionId: (await submitted()).latestSubmission?.id ?? "" },
    }),
  },
  heldFiles: {
    answers: enterprises,
    prepare: async () => ({ body: { sha256: [digestOf(content)] } }),
  },
  file: {
    answers: { ...ownAndReviewer, other: "file-not-found" },
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

describe("every upload request for every role", () => {
  const methods = ["POST", "HEAD", "PATCH", "DELETE"] as const;
  const statuses: Record<(typeof methods)[number], Record<Role, number>> = {
    POST: { none: 401, own: 201, other: 201, reviewer: 403 },
    HEAD: { none: 401, own: 200, other: 404, reviewer: 403 },
    PATCH: { none: 401, own: 204, other: 404, reviewer: 403 },
    DELETE: { none: 401, own: 204, other: 404, reviewer: 403 },
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
