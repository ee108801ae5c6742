import { createHash } from "node:crypto";
import type { FastifyBaseLogger } from "fastify";
import type { Certificate } from "../../src-shared/certificates/certificate.ts";
import type { AskResponders } from "../../src-shared/certificates/check-revocation.ts";
import { openOcspAnswer } from "../../src-shared/certificates/ocsp-answer.ts";
import {
  signerOfAnswer,
  statusInAnswer,
} from "../../src-shared/certificates/ocsp-status.ts";
import { writeOcspRequest } from "../../src-shared/certificates/ocsp-request.ts";

/** A clerk waits for it. */
const timeLimitMs = 3000;
/** So long a revocation may go unnoticed; the answers themselves hold for hours or days. */
const keptMs = 10 * 60 * 1000;
const mostKept = 1000;
const longestAnswer = 64 * 1024;

interface Kept {
  readonly answers: readonly Uint8Array[];
  readonly askedAt: number;
}

/** The authorities' responders that the operator has named; never an address out of a certificate, which anybody may have written. */
export function createOcspResponders(
  addresses: readonly string[],
  log: Pick<FastifyBaseLogger, "warn">,
  now: () => Date,
): AskResponders {
  const kept = new Map<string, Kept>();

  async function ask(
    address: string,
    request: Uint8Array,
  ): Promise<Uint8Array[]> {
    try {
      return [await post(address, request)];
    } catch (error) {
      log.warn({ address, error: String(error) }, "ocsp responder");
      return [];
    }
  }

  return async (certificate, issuer) => {
    if (addresses.length === 0) return [];
    const request = await writeOcspRequest(certificate, issuer);
    const key = createHash("sha256").update(request).digest("hex");
    const known = kept.get(key);
    if (known && now().getTime() - known.askedAt < keptMs) return known.answers;
    const answers = (
      await Promise.all(addresses.map((address) => ask(address, request)))
    ).flat();
    const askedAt = now();
    // Neither silence nor a refusal or a stranger's word is kept: the next clerk asks again.
    const stating: Uint8Array[] = [];
    for (const answer of answers)
      if (await isStating(answer, certificate, issuer, askedAt))
        stating.push(answer);
    if (stating.length === 0) return answers;
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, { answers: stating, askedAt: askedAt.getTime() });
    return answers;
  };
}

async function isStating(
  bytes: Uint8Array,
  certificate: Certificate,
  issuer: Certificate,
  at: Date,
): Promise<boolean> {
  const answer = openOcspAnswer(bytes);
  return (
    answer !== null &&
    (await signerOfAnswer(answer, issuer, at)) !== null &&
    (await statusInAnswer(answer, certificate, issuer, at)) !== "unknown"
  );
}

async function post(address: string, request: Uint8Array): Promise<Uint8Array> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/ocsp-request" },
    body: Buffer.from(request),
    redirect: "error",
    signal: AbortSignal.timeout(timeLimitMs),
  });
  if (!response.ok) throw new Error(`status ${String(response.status)}`);
  const answer = new Uint8Array(await response.arrayBuffer());
  if (answer.length > longestAnswer) throw new Error("too long");
  return answer;
}
