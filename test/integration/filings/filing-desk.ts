import { handleDrafts } from "../../../src-main/drafts/handle-drafts.ts";
import { handleFilings } from "../../../src-main/filings/handle-filings.ts";
import { lastApproved } from "../../../src-main/filings/last-approved.ts";
import { refuseAnother } from "../../../src-main/filings/check-standing.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import type { Person } from "../../../src-shared/session/session-procedures.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import {
  openTestProfile,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";
import type { FilingNeeds } from "../../../src-main/filings/filing-needs.ts";

/** What the page asks of filings and drafts, over a real profile; key and API do as the test says. */
export interface FilingDesk {
  readonly profile: TestProfile;
  readonly filings: ReturnType<typeof handleFilings>;
  readonly drafts: ReturnType<typeof handleDrafts>;
  person: Person;
  sign: FilingNeeds["sign"];
  doesApiHold: boolean;
  readonly signed: string[];
  readonly erased: string[];
  /** How often the page was told. */
  changes: number;
}

export function openFilingDesk(): FilingDesk {
  const profile = openTestProfile();
  const onChanged = (): void => void (desk.changes += 1);
  const desk: FilingDesk = {
    profile,
    filings: handleFilings({
      filings: () => profile.filings,
      person: () => desk.person,
      companionOrigin: "https://filing.example.cn",
      sign: (...given) => desk.sign(...given),
      withdraw: async (submissionId) => {
        if (desk.doesApiHold) throw new ProblemError("submission-already-sent");
        profile.filings.cancelSubmission(submissionId, "withdraw");
      },
      recheckReceipt: () => "valid",
      dictionaries: () => null,
      progressOf: () => null,
      catchUp: () => undefined,
      eraseFiles: async (sha256) => void desk.erased.push(...sha256),
      onChanged,
      now: profile.now,
    }),
    drafts: handleDrafts({
      drafts: () => profile.filings,
      person: () => desk.person,
      refuseAnother: () => refuseAnother(profile.filings.list()),
      lastApproved: () => lastApproved(profile.filings.list()),
      onChanged,
    }),
    person: {
      via: "usb-key",
      uscc: exampleFiling().fields.uscc,
      enterpriseName: "测试企业",
      holderName: "张三",
      account: null,
      certificate: null,
    },
    sign: async (frozen) => {
      desk.signed.push(frozen);
      return "c2lnbmVk";
    },
    doesApiHold: false,
    signed: [],
    erased: [],
    changes: 0,
  };
  return desk;
}

export async function problemOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
    return "no problem";
  } catch (error) {
    return error instanceof ProblemError ? error.problem : error;
  }
}
