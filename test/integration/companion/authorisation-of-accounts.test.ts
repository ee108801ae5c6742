import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { EndpointName } from "../../../src-shared/companion-api/companion-contract.ts";
import { problemDetailsSchema } from "../../../src-shared/companion-api/problem-details.ts";
import {
  digestOf,
  filingContent,
  freeze,
  save,
  uploadFiles,
} from "./test-enterprise.ts";
import { uploadWhole } from "./tus-client.ts";
import {
  content,
  enterprises,
  everybodyGets,
  openAuthorisationEstate,
  roles,
  type AuthorisationEstate,
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
        await uploadFiles(estate.companion, await estate.accountOf("account"));
        const body = {
          frozen: freeze(estate.companion, filing),
          signature: null,
        };
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
        const { token } = await estate.accountOf("account");
        await uploadWhole(estate.companion.origin, token, content);
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
    const token = await estate.tokenOf(role);
    const { status, body } = await estate.companion.request(name, {
      ...parts,
      token,
    });
    expect(status < 400 ? "ok" : problemDetailsSchema.parse(body).code).toBe(
      answer,
    );
  });

  async function savedByAccount() {
    await estate.clear();
    // Begun before the key signed in for the code for the first time.
    const { database } = estate.companion;
    const proven = await database
      .deleteFrom("proven_codes")
      .returningAll()
      .execute();
    const filing = await save(
      estate.companion,
      await estate.accountOf("account"),
    );
    await database.insertInto("proven_codes").values(proven).execute();
    return filing;
  }
});
