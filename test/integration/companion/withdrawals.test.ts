import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { refusalOf, succeed } from "./companion-requester.ts";
import { useSubmissionDesk } from "./submission-desk.ts";
import {
  freeze,
  otherUscc,
  signedInEnterprise,
  submitParts,
  type TestEnterprise,
} from "./test-enterprise.ts";

const desk = useSubmissionDesk();

const prepare = async (submissionId: string) =>
  submitParts(
    desk.enterprise,
    desk.saved.id,
    freeze(desk.companion, desk.saved, { submissionId }),
  );
const withdraw = async (
  submissionId: string,
  { token }: TestEnterprise = desk.enterprise,
) =>
  (
    await succeed(desk.companion.request, "withdrawSubmission", {
      token,
      params: { submissionId },
    })
  ).accepted;
const kept = () =>
  desk.companion.database.selectFrom("submissions").select("id").execute();

it("takes no submission any more that was withdrawn, also after a restart, and takes the next one", async () => {
  const submissionId = randomUUID();
  const late = await prepare(submissionId);
  expect([await withdraw(submissionId), await withdraw(submissionId)]).toEqual([
    null,
    null,
  ]);
  await desk.companion.restartAfter(0);
  expect(await refusalOf(desk.companion.request, "submit", late)).toEqual({
    status: 409,
    code: "submission-withdrawn",
  });
  expect(await kept()).toEqual([]);
  const next = randomUUID();
  await succeed(desk.companion.request, "submit", await prepare(next));
  expect(await kept()).toEqual([{ id: next }]);
});

it("answers with the receipt where it was quicker, and what was accepted stays", async () => {
  const submissionId = randomUUID();
  const parts = await prepare(submissionId);
  const accepted = await succeed(desk.companion.request, "submit", parts);
  expect(await withdraw(submissionId)).toEqual(accepted);
  expect(await succeed(desk.companion.request, "submit", parts)).toEqual(
    accepted,
  );
});

it("decides once where both come together", async () => {
  for (let round = 0; round < 10; round += 1) {
    const submissionId = randomUUID();
    const parts = await prepare(submissionId);
    const [answer, accepted] = await Promise.all([
      desk.companion.request("submit", parts),
      withdraw(submissionId),
    ]);
    const isKept = (await kept()).some(({ id }) => id === submissionId);
    expect([answer.status === 200, accepted !== null]).toEqual([
      isKept,
      isKept,
    ]);
    if (isKept) break;
  }
});

it("withdraws nothing of another enterprise", async () => {
  const other = await signedInEnterprise(desk.companion, otherUscc);
  const [waiting, sent] = [randomUUID(), randomUUID()];
  expect(await withdraw(waiting, other)).toBeNull();
  await succeed(desk.companion.request, "submit", await prepare(waiting));
  expect([await withdraw(waiting, other), await withdraw(sent, other)]).toEqual(
    [null, null],
  );
  expect(await kept()).toEqual([{ id: waiting }]);
});
