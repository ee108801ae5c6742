import { randomUUID } from "node:crypto";
import type { Receipt } from "../../src-shared/companion-api/receipt.ts";
import type { EndpointName } from "../../src-shared/companion-api/companion-contract.ts";
import type { FilingRecord } from "../../src-shared/filings/filing-record.ts";
import { problemDetailsSchema } from "../../src-shared/companion-api/problem-details.ts";
import { issueSession } from "../../src-companion/sessions/session-store.ts";
import {
  daysLater,
  type IssuedCertificate,
} from "../fixtures/certificates/make-certificate-estate.ts";
import type {
  ReplyOf,
  RequestParts,
} from "../integration/companion/companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "../integration/companion/start-test-companion.ts";
import {
  filingContent,
  freeze,
  makeKey,
  otherUscc,
  ownUscc,
  submitParts,
  uploadFiles,
  type TestEnterprise,
} from "../integration/companion/test-enterprise.ts";
import type { Verdict } from "./filing-life-model.ts";

/** Certificates of the trial end here; the clock of a run stays before it. */
export const lastMoment = daysLater(2900);

/** The real API with two enterprises and a reviewer, whose sessions are renewed as the clock moves. */
export interface FilingLifeTrial {
  readonly companion: TestCompanion;
  enterprise(uscc: string): TestEnterprise;
  attempt(name: EndpointName, parts: RequestParts): Promise<Attempted>;
  read<Name extends EndpointName>(
    name: Name,
    uscc: string,
    parts?: RequestParts,
  ): Promise<ReplyOf<Name>>;
  reviewerToken(): string;
  /** Freezes and signs as the client of this enterprise does, on the record it knows. */
  freezeAndSign(
    uscc: string,
    filing: FilingRecord,
    baseVersion: number,
  ): Promise<{ submissionId: string; parts: RequestParts }>;
  waitFor(ms: number): Promise<void>;
  stopFor(ms: number): Promise<void>;
}

export interface Attempted {
  readonly verdict: Verdict;
  readonly receipt: Receipt | null;
}

export const usccs = [ownUscc, otherUscc] as const;

export async function startFilingLifeTrial(): Promise<FilingLifeTrial> {
  const companion = await startTestCompanion();
  const { database } = companion;
  const keys = new Map<string, IssuedCertificate>(
    await Promise.all(
      usccs.map(
        async (uscc) =>
          [
            uscc,
            await makeKey(companion, uscc, { notAfter: lastMoment }),
          ] as const,
      ),
    ),
  );
  const reviewerId = await insertReviewer(companion);
  const tokens = new Map<string, string>();
  const renew = async (): Promise<void> => {
    const { now } = companion.clock;
    for (const uscc of usccs) {
      const enterprise = { kind: "key", uscc, ...holder } as const;
      tokens.set(uscc, (await issueSession(database, enterprise, now)).token);
    }
    const reviewer = { kind: "reviewer", reviewerId } as const;
    tokens.set("", (await issueSession(database, reviewer, now)).token);
  };
  const enterprise = (uscc: string): TestEnterprise => {
    const key = keys.get(uscc);
    const token = tokens.get(uscc);
    if (key === undefined || token === undefined) throw new Error(uscc);
    return { uscc, key, token };
  };
  // Files that nothing names for 30 days are swept; clients send them again.
  const upload = async (): Promise<void> => {
    for (const uscc of usccs) await uploadFiles(companion, enterprise(uscc));
  };
  await renew();
  await upload();
  return {
    companion,
    enterprise,
    attempt: (name, parts) => attempt(companion, name, parts),
    read: (name, uscc, parts = {}) => {
      const { token } = enterprise(uscc);
      return read(companion, name, { ...parts, token });
    },
    reviewerToken: () => tokens.get("") ?? "",
    freezeAndSign: async (uscc, filing, baseVersion) => {
      const submissionId = randomUUID();
      const frozen = freeze(companion, filing, { submissionId, baseVersion });
      const parts = await submitParts(enterprise(uscc), filing.id, frozen);
      return { submissionId, parts };
    },
    waitFor: async (ms) => {
      companion.advance(ms);
      await renew();
    },
    stopFor: async (ms) => {
      await companion.restartAfter(ms);
      await renew();
      await upload();
    },
  };
}

const holder = {
  enterpriseName: "测试企业",
  holderName: "张三",
  certificateSha256: "0".repeat(64),
};

async function insertReviewer({
  database,
  clock,
}: TestCompanion): Promise<string> {
  const id = randomUUID();
  const office = { name: id, authority: "北京市商务局", province: "北京市" };
  await database
    .insertInto("reviewers")
    .values({
      id,
      ...office,
      password_hash: "",
      created_at: clock.now.toISOString(),
    })
    .execute();
  return id;
}

/** Anything but the contract's reply or one of its problem codes throws in the requester. */
async function attempt(
  { request }: TestCompanion,
  name: EndpointName,
  parts: RequestParts,
): Promise<Attempted> {
  const { status, body } = await request(name, parts);
  if (status >= 400)
    return {
      verdict: problemDetailsSchema.parse(body).code,
      receipt: null,
    };
  const receipt =
    name === "submit" ? (body as ReplyOf<"submit">).receipt : null;
  return { verdict: "accepted", receipt };
}

async function read<Name extends EndpointName>(
  { request }: TestCompanion,
  name: Name,
  parts: RequestParts,
): Promise<ReplyOf<Name>> {
  const { status, body } = await request(name, parts);
  if (status >= 400) throw new Error(`${name}: ${JSON.stringify(body)}`);
  return body as ReplyOf<Name>;
}

export function contentOf(uscc: string, scope: string) {
  return filingContent(uscc, { businessScope: scope });
}
