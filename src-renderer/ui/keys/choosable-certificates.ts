import type {
  KeyCertificate,
  KeyOverview,
} from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { sayProblem } from "../../text/problem-texts.ts";
import { keyText } from "../../text/usb-key-text.ts";

export interface CertificateOption {
  readonly certificate: KeyCertificate;
  /** Why it cannot be chosen, and what to do about it; null = it can. */
  readonly refusal: {
    readonly reason: string;
    readonly nextStep: string;
  } | null;
}

/**
 * Every certificate stays in the list, those that can be chosen first, the others with their reason.
 * @param uscc the code of the session; null before sign-in, when any enterprise may sign in
 */
export function certificateOptions(
  overview: KeyOverview | null,
  uscc: string | null,
): readonly CertificateOption[] {
  const options = (overview?.certificates ?? []).map((certificate) => ({
    certificate,
    refusal: refusalOf(certificate, uscc),
  }));
  return options.toSorted((one, other) => rank(one) - rank(other));
}

function rank({ refusal }: CertificateOption): number {
  return refusal === null ? 0 : 1;
}

function refusalOf(
  certificate: KeyCertificate,
  uscc: string | null,
): CertificateOption["refusal"] {
  const { usability } = certificate;
  if (usability.kind === "unusable") {
    const { sentence, nextStep } = sayProblem({ code: usability.reason });
    return { reason: withoutFullStop(sentence), nextStep };
  }
  return uscc !== null && certificate.uscc !== uscc
    ? keyText.otherEnterprise
    : null;
}

function withoutFullStop(sentence: string): string {
  return sentence.replace(/。$/, "");
}
