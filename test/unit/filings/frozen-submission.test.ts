import { describe, expect, it } from "vitest";
import {
  freezeSubmission,
  isOfPresentForm,
  parseFrozenSubmission,
  parseKnownSubmission,
} from "../../../src-shared/filings/frozen-submission.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import { asOfOlderForm } from "../../fixtures/filings/as-of-older-form.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";

const frozen = freezeSubmission({
  companionOrigin: "https://filing.example.cn",
  submissionId: "7f1d2f3e-8b0a-4c8a-9a47-0b8f5f0d7b11",
  filingId: "0b9b6d3e-52c1-4c0f-8b1c-6f6d8a1e2c33",
  kind: "new",
  baseVersion: 3,
  frozenAt: new Date("2026-11-23T01:02:03Z"),
  content: exampleFiling("manufacturer"),
});

describe("the frozen bytes of a submission", () => {
  it("say their purpose, origin, filing, base version, all fields and the files of the category", () => {
    const { fields, files, ...envelope } = parseFrozenSubmission(frozen);
    expect(envelope).toEqual({
      purpose: "cn.usedcar.filing/submission/v1",
      formVersion: 1,
      companionOrigin: "https://filing.example.cn",
      submissionId: "7f1d2f3e-8b0a-4c8a-9a47-0b8f5f0d7b11",
      filingId: "0b9b6d3e-52c1-4c0f-8b1c-6f6d8a1e2c33",
      kind: "new",
      baseVersion: 3,
      frozenAt: "2026-11-23T01:02:03.000Z",
    });
    expect(fields).toEqual(exampleFiling().fields);
    expect(Object.keys(files)).toHaveLength(10);
  });

  it("leave a file of the other category out", () => {
    const content = exampleFiling("distributor");
    content.fields.enterpriseCategory = "manufacturer";
    const text = freezeSubmission({
      ...parseFrozenSubmission(frozen),
      frozenAt: new Date(),
      content,
    });
    expect(Object.keys(parseFrozenSubmission(text).files)).not.toContain(
      "premisesProof",
    );
  });

  it("are sorted by key without spaces, as RFC 8785 says", () => {
    expect(
      frozen.startsWith('{"baseVersion":3,"companionOrigin":"https://'),
    ).toBe(true);
  });

  it.each([
    ["a space", (text: string) => text.replace(":", ": ")],
    ["an extra member", (text: string) => text.replace("{", '{"a":1,')],
    [
      "a repeated member",
      (text: string) => text.replace("{", '{"baseVersion":3,'),
    ],
    [
      "another purpose",
      (text: string) => text.replace("/submission/v1", "/sign-in/v1"),
    ],
    ["no JSON", () => "x"],
  ])("with %s are refused", (_name, change) => {
    expect(() => parseFrozenSubmission(change(frozen))).toThrow(ProblemError);
  });
});

describe("the frozen bytes of an older form", () => {
  const older = asOfOlderForm(frozen);

  it("are read as they were frozen, for whoever needs no fields", () => {
    const { submissionId, formVersion, fields, files } =
      parseKnownSubmission(older);
    expect([submissionId, formVersion, fields, Object.keys(files)]).toEqual([
      "7f1d2f3e-8b0a-4c8a-9a47-0b8f5f0d7b11",
      0,
      { address: "旧路" },
      Object.keys(parseFrozenSubmission(frozen).files),
    ]);
  });

  it("are none of the present form, and none of a later one is known", () => {
    const later = frozen.replace('"formVersion":1', '"formVersion":2');
    expect([
      isOfPresentForm(parseKnownSubmission(older)),
      isOfPresentForm(parseKnownSubmission(frozen)),
    ]).toEqual([false, true]);
    expect(() => parseFrozenSubmission(older)).toThrow(ProblemError);
    expect(() => parseKnownSubmission(later)).toThrow(ProblemError);
  });

  it("cannot stand for the present form with other fields, and are canonical too", () => {
    const fields = older.replace('"formVersion":0', '"formVersion":1');
    expect(() => parseKnownSubmission(fields)).toThrow(ProblemError);
    expect(() => parseKnownSubmission(`${older} `)).toThrow(ProblemError);
  });
});
