import { describe, expect, it } from "vitest";
import {
  contentGivenUp,
  forgetContentGivenUp,
  leaveForm,
} from "../../../../src-renderer/drafts/leaving-form.ts";
import { emptyFilingContent } from "../../../../src-shared/filings/filing-content.ts";

const typed = emptyFilingContent({ uscc: "", enterpriseName: "测试企业" });

describe("leaving a form", () => {
  it("makes the next opening wait for the last save, which then has nothing to hand over", async () => {
    const lastSave = Promise.withResolvers<boolean>();
    leaveForm("kept", lastSave.promise, () => typed);
    let isOpen = false;
    const opening = contentGivenUp("kept").then((content) => {
      isOpen = true;
      return content;
    });
    await Promise.resolve();
    expect(isOpen).toBe(false);
    lastSave.resolve(true);
    expect(await opening).toBeNull();
  });

  it("hands what could not be saved to the next opening, until a save succeeds", async () => {
    leaveForm("refused", Promise.resolve(false), () => typed);
    expect(await contentGivenUp("refused")).toBe(typed);
    expect(await contentGivenUp("refused")).toBe(typed);
    leaveForm("refused", Promise.resolve(true), () => typed);
    expect(await contentGivenUp("refused")).toBeNull();
  });

  it("forgets it when the clerk leaves all the same", async () => {
    leaveForm("abandoned", Promise.resolve(false), () => typed);
    forgetContentGivenUp("abandoned");
    expect(await contentGivenUp("abandoned")).toBeNull();
  });

  it("knows nothing of other filings", async () => {
    leaveForm("one", Promise.resolve(false), () => typed);
    expect(await contentGivenUp("other")).toBeNull();
  });
});
