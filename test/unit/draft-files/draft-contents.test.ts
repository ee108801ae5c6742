import { describe, expect, it } from "vitest";
import {
  formLengthBytes,
  readForm,
  writeForm,
} from "../../../src-main/draft-files/draft-contents.ts";
import type { PlaceToCheck } from "../../../src-shared/filings/older-forms.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";

const content = exampleFiling();
const toCheck: readonly PlaceToCheck[] = [
  { place: "provinceCode", formerly: "旧路" },
];

describe("the form in a draft file", () => {
  it("comes back with what has to be looked at", () => {
    const written = writeForm({ content, toCheck });
    expect(readForm(written.subarray(formLengthBytes))).toEqual({
      content,
      toCheck,
    });
  });

  it("is read without that from a file of a client that did not know of it", () => {
    const former = Buffer.from(JSON.stringify({ formVersion: 1, content }));
    expect(readForm(former)).toEqual({ content, toCheck: [] });
  });
});
