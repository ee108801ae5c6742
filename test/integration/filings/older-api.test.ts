import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isInConflict } from "../../../src-main/filings/decide-conflict.ts";
import {
  exampleFilingId as id,
  exampleRecord,
  withScope,
} from "../../fixtures/filings/example-record.ts";
import {
  openTestProfile,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";

const code = "sync-companion-forgot";
const later = "2024-02-27T02:00:00.000Z";

let profile: TestProfile;
beforeEach(() => {
  profile = openTestProfile();
  profile.filings.applyServerRecord(
    exampleRecord({ version: 3, content: withScope("ours") }),
  );
});
afterEach(() => profile.remove());

describe("an API put back from a copy, where the filing is then deleted elsewhere", () => {
  it.each([2, 3])(
    "takes nothing from this machine, which knows version 3, with tombstone %i",
    (version) => {
      const before = profile.filings.get(id);
      profile.filings.applyServerRecord(
        exampleRecord({ version, isRemoved: true, updatedAt: later }),
      );
      profile = profile.reopen();
      expect(profile.filings.get(id)).toEqual({
        ...before,
        failure: { code },
      });
    },
  );

  it("takes what was being deleted here, too", () => {
    profile.filings.delete(id);
    profile.filings.applyServerRecord(
      exampleRecord({ version: 2, isRemoved: true, updatedAt: later }),
    );
    expect(profile.filings.get(id)).toBeNull();
  });
});

describe("an API put back from a copy, where the filing then moves on elsewhere", () => {
  it.each([
    [3, false],
    [4, true],
  ])(
    "leaves the contents of this machine beside those of version %i, for the clerk to decide",
    (version, isMarked) => {
      const { filings } = profile;
      if (isMarked) filings.markFailure(id, { code });
      filings.applyServerRecord(
        exampleRecord({
          version,
          content: withScope("theirs"),
          updatedAt: later,
        }),
      );
      const filing = filings.get(id);
      expect(filing).toMatchObject({
        content: withScope("theirs"),
        workingCopy: { content: withScope("ours") },
        failure: null,
      });
      expect(filing !== null && isInConflict(filing)).toBe(true);
    },
  );

  it("keeps what was typed here, rather than what was saved", () => {
    const { filings } = profile;
    filings.keep(id, withScope("typed"));
    filings.markFailure(id, { code });
    filings.applyServerRecord(
      exampleRecord({ version: 4, content: withScope("theirs") }),
    );
    expect(filings.get(id)).toMatchObject({
      workingCopy: { content: withScope("typed") },
      movedUnderCopy: { base: withScope("ours") },
    });
  });
});
