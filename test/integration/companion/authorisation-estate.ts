import { makePng } from "../../fixtures/files/make-files.ts";
import type { RequestParts } from "./companion-requester.ts";
import { succeed } from "./companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import { signedInAccount, type TestAccount } from "./test-account.ts";
import {
  otherUscc,
  ownUscc,
  save,
  signedInEnterprise,
  submit,
  type TestEnterprise,
} from "./test-enterprise.ts";
import type { FilingRecord } from "../../../src-shared/filings/filing-record.ts";

/** Keys of two enterprises; accounts of the same two codes, and one without a code; nobody; a reviewer. */
export const roles = [
  "none",
  "own",
  "other",
  "account",
  "otherAccount",
  "person",
  "reviewer",
] as const;
export type Role = (typeof roles)[number];

export const content = makePng({ text: "a file of the first enterprise" });
const typedFor = {
  account: { accountName: "account01", uscc: ownUscc },
  otherAccount: { accountName: "account02", uscc: otherUscc },
  person: { accountName: "account03", accountType: "person" },
} as const;

export const refused = {
  none: "not-signed-in",
  other: "filing-not-found",
  // Of the same code, but a key made it.
  account: "filing-not-found",
  otherAccount: "filing-not-found",
  person: "account-without-enterprise",
  reviewer: "not-allowed",
} as const;
export const enterprises = {
  none: "not-signed-in",
  own: "ok",
  other: "ok",
  account: "ok",
  otherAccount: "ok",
  person: "account-without-enterprise",
  reviewer: "not-allowed",
} as const;
export const ownOnly = { ...refused, own: "ok" } as const;
export const ownAndReviewer = { ...ownOnly, reviewer: "ok" } as const;
export const reviewersOnly = {
  ...everybodyGets("not-allowed"),
  none: "not-signed-in",
  reviewer: "ok",
} as const;
export const accountsOnly = {
  none: "not-signed-in",
  own: "not-allowed",
  other: "not-allowed",
  account: "ok",
  otherAccount: "ok",
  person: "ok",
  reviewer: "not-allowed",
} as const;
/** About an account of the first enterprise's code. */
export const ownKeyOnly = {
  ...everybodyGets("not-allowed"),
  none: "not-signed-in",
  own: "ok",
  other: "account-not-found",
} as const;

export function everybodyGets(answer: string): Record<Role, string> {
  return Object.fromEntries(roles.map((role) => [role, answer])) as Record<
    Role,
    string
  >;
}
export interface Row {
  readonly answers: Readonly<Record<Role, string>>;
  /** A right request about something of the first enterprise, made anew for every role. */
  readonly prepare: () => Promise<RequestParts>;
}

export type AccountRole = keyof typeof typedFor;

export function isAccountRole(role: Role): role is AccountRole {
  return role in typedFor;
}

/** The API with two enterprises that have keys, and whoever else asks it. */
export interface AuthorisationEstate {
  readonly companion: TestCompanion;
  readonly own: TestEnterprise;
  readonly other: TestEnterprise;
  tokenOf(role: Role): Promise<string | undefined>;
  /** Registered and signed in anew where a test closed it or ended its sessions. */
  accountOf(role: AccountRole): Promise<TestAccount>;
  /** The first enterprise's application under way, put back to the beginning. */
  saved(): Promise<FilingRecord>;
  submitted(): Promise<FilingRecord>;
  clear(): Promise<void>;
}

export async function openAuthorisationEstate(): Promise<AuthorisationEstate> {
  const companion = await startTestCompanion();
  const own = await signedInEnterprise(companion);
  const other = await signedInEnterprise(companion, otherUscc);
  const accounts = new Map<AccountRole, TestAccount>();

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

  async function saved() {
    await clear();
    return save(companion, own);
  }

  async function submitted() {
    return (await submit(companion, own, await saved())).filing;
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

  return {
    companion,
    own,
    other,
    tokenOf: async (role) => {
      if (isAccountRole(role)) return (await accountOf(role)).token;
      if (role === "reviewer") return companion.signInReviewer();
      return { none: undefined, own: own.token, other: other.token }[role];
    },
    accountOf,
    saved,
    submitted,
    clear,
  };
}
