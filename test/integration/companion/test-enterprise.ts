import { createHash, randomUUID } from "node:crypto";
import { areSm2Keys } from "../../../dev/demo-ca/sm2-keys.ts";
import type { SigningAlgorithm } from "../../../src-shared/cms/signing-algorithm.ts";
import { filesOfCategory } from "../../../src-shared/filings/file-lists.ts";
import type { FilingContent } from "../../../src-shared/filings/filing-content.ts";
import type { FilingRecord } from "../../../src-shared/filings/filing-record.ts";
import { freezeSubmission } from "../../../src-shared/filings/frozen-submission.ts";
import {
  signInPurpose,
  writeSignInStatement,
  type SignInStatement,
} from "../../../src-shared/session/sign-in-statement.ts";
import {
  daysLater,
  makeLeaf,
  type IssuedCertificate,
  type LeafOrder,
} from "../../fixtures/certificates/make-certificate-estate.ts";
import { makeJpg, makePdf } from "../../fixtures/files/make-files.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import { signWithSoftwareKey } from "../../unit/cms/sign-with-software-key.ts";
import {
  succeed,
  type ReplyOf,
  type RequestParts,
} from "./companion-requester.ts";
import type { TestCompanion } from "./start-test-companion.ts";
import { uploadWhole } from "./tus-client.ts";

export const ownUscc = "91110000710925000X";
export const otherUscc = "91310000631696382C";

type TestKey = IssuedCertificate | KeyOnToken;

/** A key in hardware, or in what simulates it: only it can sign. */
export interface KeyOnToken {
  readonly der: Uint8Array;
  readonly signOnToken: (
    content: Uint8Array<ArrayBuffer>,
  ) => Promise<Uint8Array>;
}

/** Whoever may file, with a key or an account. */
export interface TestFiler {
  readonly uscc: string;
  readonly token: string;
}

export interface TestEnterprise<
  Key extends TestKey = IssuedCertificate,
> extends TestFiler {
  readonly key: Key;
}

export function subjectOf(uscc: string): NonNullable<LeafOrder["subject"]> {
  return [
    { C: [{ printableString: "CN" }] },
    { O: [{ utf8String: "测试企业" }] },
    { "2.5.4.5": [{ printableString: uscc }] },
    { CN: [{ utf8String: "张三" }] },
  ];
}

export async function makeKey(
  companion: TestCompanion,
  uscc = ownUscc,
  order: LeafOrder = {},
): Promise<IssuedCertificate> {
  return makeLeaf(companion.root, {
    subject: subjectOf(uscc),
    notAfter: daysLater(1000),
    ...order,
  });
}

export async function signedInEnterprise(
  companion: TestCompanion,
  uscc = ownUscc,
): Promise<TestEnterprise> {
  return signInWith(companion, await makeKey(companion, uscc));
}

export async function signInWith<Key extends TestKey>(
  companion: TestCompanion,
  key: Key,
): Promise<TestEnterprise<Key>> {
  const { token, uscc } = await succeed(
    companion.request,
    "signInWithKey",
    await signInParts(companion, key),
  );
  return { uscc, key, token };
}

export async function sign(key: TestKey, text: string): Promise<string> {
  const content = new TextEncoder().encode(text);
  const cms =
    "signOnToken" in key
      ? await key.signOnToken(content)
      : await signWithSoftwareKey(key, algorithmOf(key), content);
  return Buffer.from(cms).toString("base64");
}

function algorithmOf({ keys }: IssuedCertificate): SigningAlgorithm {
  if (areSm2Keys(keys)) return "sm2-sm3";
  const isRsa = keys.privateKey.algorithm.name.startsWith("RSA");
  return isRsa ? "rsa-sha256" : "ecdsa-sha256";
}

/** A right sign-in, except for what a test wants wrong. */
export async function signInParts(
  companion: TestCompanion,
  key: TestKey,
  wrong: Partial<SignInStatement> = {},
): Promise<RequestParts> {
  const { nonce } = await succeed(companion.request, "createChallenge");
  const statement = writeSignInStatement({
    purpose: signInPurpose,
    origin: companion.origin,
    nonce,
    certificateSha256: createHash("sha256").update(key.der).digest("hex"),
    signedAt: companion.clock.now.toISOString(),
    ...wrong,
  });
  return { body: { statement, signature: await sign(key, statement) } };
}

const picture = makeJpg({ text: "shared picture" });
const document = makePdf({ text: "shared document" });

/** A filing without problems, whose files are two real ones. */
export function filingContent(
  uscc = ownUscc,
  fields: Partial<FilingContent["fields"]> = {},
): FilingContent {
  const content = exampleFiling("manufacturer", uscc);
  const files = { ...content.files };
  for (const { kind, types } of filesOfCategory("manufacturer")) {
    const bytes = types.includes("pdf") ? document : picture;
    files[kind] = {
      fileName: `${kind}.${bytes === document ? "pdf" : "jpg"}`,
      size: bytes.length,
      mediaType: bytes === document ? "application/pdf" : "image/jpeg",
      sha256: digestOf(bytes),
    };
  }
  return { fields: { ...content.fields, ...fields }, files };
}

export async function uploadFiles(
  companion: TestCompanion,
  { token }: Pick<TestFiler, "token">,
): Promise<void> {
  for (const bytes of [picture, document])
    await uploadWhole(companion.origin, token, bytes);
}

export async function save(
  companion: TestCompanion,
  { token, uscc }: TestFiler,
  change: {
    filingId?: string;
    baseVersion?: number;
    saveId?: string;
    content?: FilingContent;
  } = {},
): Promise<FilingRecord> {
  const {
    filingId = randomUUID(),
    baseVersion = 0,
    saveId = randomUUID(),
    content = filingContent(uscc),
  } = change;
  const { filing } = await succeed(companion.request, "saveFiling", {
    params: { filingId },
    body: { saveId, baseVersion, content },
    token,
  });
  return filing;
}

/** What the client freezes for this filing, except for what a test wants wrong. */
export function freeze(
  companion: TestCompanion,
  filing: FilingRecord,
  wrong: Partial<Parameters<typeof freezeSubmission>[0]> = {},
): string {
  return freezeSubmission({
    companionOrigin: companion.origin,
    submissionId: randomUUID(),
    filingId: filing.id,
    kind: filing.kind,
    baseVersion: filing.version,
    frozenAt: companion.clock.now,
    content: filing.content,
    ...wrong,
  });
}

export async function submitParts(
  { key, token }: TestEnterprise<TestKey>,
  filingId: string,
  frozen: string,
): Promise<RequestParts> {
  return {
    params: { filingId },
    body: { frozen, signature: await sign(key, frozen) },
    token,
  };
}

export async function submit(
  companion: TestCompanion,
  enterprise: TestEnterprise<TestKey>,
  filing: FilingRecord,
): Promise<ReplyOf<"submit">> {
  await uploadFiles(companion, enterprise);
  return succeed(
    companion.request,
    "submit",
    await submitParts(enterprise, filing.id, freeze(companion, filing)),
  );
}

export async function decide(
  companion: TestCompanion,
  token: string,
  filing: FilingRecord,
  decision: "approve" | "return",
  opinion: string | null = decision === "return" ? "请补充材料" : null,
): Promise<FilingRecord> {
  const reply = await succeed(companion.request, "decide", {
    params: { filingId: filing.id },
    body: {
      submissionId: filing.latestSubmission?.id,
      digest: filing.latestSubmission?.digest,
      decision,
      opinion,
    },
    token,
  });
  return reply.filing;
}

export async function approvedFiling(
  companion: TestCompanion,
  enterprise: TestEnterprise,
  reviewerToken: string,
): Promise<FilingRecord> {
  const { filing } = await submit(
    companion,
    enterprise,
    await save(companion, enterprise),
  );
  return decide(companion, reviewerToken, filing, "approve");
}

export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
