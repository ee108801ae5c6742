import type {
  KeyCertificate,
  KeyOverview,
} from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { sayProblem } from "../../text/problem-texts.ts";
import { keyText } from "../../text/usb-key-text.ts";

export interface CertificateOption {
  readonly certificate: KeyCertificate;
  /** An expired one still opens what is on this machine; one that opens nothing cannot be chosen. */
  readonly opens: "all" | "reading" | "nothing";
  /** Why it does not open all, and what to do about it. */
  readonly obstacle: {
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
    ...judge(certificate, uscc),
  }));
  return options.toSorted((one, other) => rank(one) - rank(other));
}

/** Where there is nothing to choose; an expired one only where no other opens anything. */
export function soleCertificate(
  options: readonly CertificateOption[],
): KeyCertificate | undefined {
  const opening = options.filter(({ opens }) => opens === options[0]?.opens);
  const [first] = opening;
  return opening.length === 1 && first?.opens !== "nothing"
    ? first?.certificate
    : undefined;
}

function rank({ opens }: CertificateOption): number {
  return ["all", "reading", "nothing"].indexOf(opens);
}

function judge(
  { usability, uscc: ownUscc }: KeyCertificate,
  uscc: string | null,
): Pick<CertificateOption, "opens" | "obstacle"> {
  if (usability.kind === "unusable") {
    const { reason: code } = usability;
    const { sentence, nextStep } = sayProblem({ code });
    return code === "certificate-expired" && uscc === null
      ? { opens: "reading", obstacle: { reason: keyText.expired, nextStep } }
      : {
          opens: "nothing",
          obstacle: { reason: withoutFullStop(sentence), nextStep },
        };
  }
  return uscc !== null && ownUscc !== uscc
    ? { opens: "nothing", obstacle: keyText.otherEnterprise }
    : { opens: "all", obstacle: null };
}

function withoutFullStop(sentence: string): string {
  return sentence.replace(/。$/, "");
}
