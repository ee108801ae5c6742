import { afterEach, beforeEach } from "vitest";
import type { FilingRecord } from "../../../src-shared/filings/filing-record.ts";
import { refusalOf } from "./companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  save,
  signedInEnterprise,
  submitParts,
  uploadFiles,
  type TestEnterprise,
} from "./test-enterprise.ts";

/** An API that holds an enterprise's files and its saved filing; new for each test. */
export interface SubmissionDesk {
  companion: TestCompanion;
  enterprise: TestEnterprise;
  saved: FilingRecord;
  refusalOfFrozen(frozen: string): ReturnType<typeof refusalOf>;
}

export function useSubmissionDesk(): SubmissionDesk {
  const desk = {
    refusalOfFrozen: async (frozen) =>
      refusalOf(
        desk.companion.request,
        "submit",
        await submitParts(desk.enterprise, desk.saved.id, frozen),
      ),
  } as SubmissionDesk;
  beforeEach(async () => {
    desk.companion = await startTestCompanion();
    desk.enterprise = await signedInEnterprise(desk.companion);
    await uploadFiles(desk.companion, desk.enterprise);
    desk.saved = await save(desk.companion, desk.enterprise);
  });
  afterEach(() => desk.companion.close());
  return desk;
}
