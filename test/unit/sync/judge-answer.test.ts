import { expect, it } from "vitest";
import { z } from "zod";
import { judgeAnswer } from "../../../src-main/sync/judge-answer.ts";

const reply = z.strictObject({
  filings: z.array(z.strictObject({ id: z.string(), version: z.int() })),
});
const read = (body: unknown) =>
  judgeAnswer(
    {
      status: 200,
      header: () => "application/json",
      text: JSON.stringify(body),
    },
    reply,
  );

it("reads what it knows of an API that says more, at every depth", () => {
  expect(
    read({
      filings: [
        { id: "a", version: 1, colour: "red" },
        { id: "b", version: 2, colour: "blue", parts: { one: 1 } },
      ],
      lostFiles: 0,
    }),
  ).toEqual({
    filings: [
      { id: "a", version: 1 },
      { id: "b", version: 2 },
    ],
  });
});

it("refuses what it knows and does not find, whatever else is said", () => {
  expect(() => read({ filings: [{ id: "a", colour: "red" }] })).toThrow(
    "sync-reply-unreadable",
  );
  expect(() => read({ more: true })).toThrow("sync-reply-unreadable");
});
