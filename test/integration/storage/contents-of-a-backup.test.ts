import { rmSync } from "node:fs";
import { expect, it } from "vitest";
import { makeJpg } from "../../fixtures/files/make-files.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import {
  openDesk,
  problemOf,
  type AccountDesk,
} from "../accounts/account-desk.ts";
import { startTestCompanion } from "../companion/start-test-companion.ts";
import { accountPassword, signedInAccount } from "../companion/test-account.ts";

const fileName = "营业执照.jpg";

async function attach({ call, application }: AccountDesk) {
  const body = makeJpg({ text: "营业执照" });
  const { ticket } = await call("attachments.begin", {
    fileKind: "businessLicenceOriginal",
    fileName,
    size: body.length,
  });
  const piece = { method: "POST", ticket, offset: 0, body } as const;
  await application.answerAttachmentRequest(piece);
  return call("attachments.finish", { ticket });
}

it("brings a deleted draft back with the file that was erased with it", async () => {
  const companion = await startTestCompanion();
  await signedInAccount(companion);
  const desk = await openDesk({
    origin: companion.origin,
    now: () => companion.clock.now,
  });
  const { call } = desk;
  await desk.signIn(filledRegistration.accountName, accountPassword);
  const file = await attach(desk);
  const { filingId, content: form } = await call("drafts.begin", {
    copyFrom: null,
  });
  const content = {
    ...form,
    files: { ...form.files, businessLicenceOriginal: file },
  };
  await call("drafts.keep", { filingId, content });
  await call("backups.make", {});
  const { backups } = await call("backups.list", {});
  await call("filings.delete", { filingId });
  const open = () =>
    call("attachments.read", {
      sha256: file.sha256,
      fileName,
      purpose: "view",
    });
  const afterDeletion = await problemOf(open());
  await call("backups.fetch", { name: backups[0]?.name ?? "" });
  const { contents } = await call("rescued.list", {});
  await call("rescued.take", { id: contents[0]?.id ?? "" });
  const opened = await open();
  await desk.close();
  await companion.close();
  rmSync(desk.profile, { recursive: true, force: true });
  expect([afterDeletion, opened.mediaType]).toEqual([
    "attachment-not-here",
    "image/jpeg",
  ]);
});
