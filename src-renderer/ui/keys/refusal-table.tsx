import type { ProblemCode } from "../../../src-shared/problems/problem.ts";
import type { KeyOverview } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { sayProblem } from "../../text/problem-texts.ts";
import { sayMinute } from "../../text/say-time.ts";
import { keyText } from "../../text/usb-key-text.ts";
import type { CertificateOption } from "./choosable-certificates.ts";

interface Refusal {
  readonly key: string;
  readonly what: string;
  readonly reason: string;
  readonly nextStep: string;
}

/** 为什么不能用: everything that stands in the way, drivers and keys included. */
export function listRefusals(
  overview: KeyOverview,
  options: readonly CertificateOption[],
): readonly Refusal[] {
  const drivers = overview.drivers.flatMap(({ name, path, problem }) =>
    problem === null ? [] : [refusal(path, keyText.driver(name), problem)],
  );
  const tokens = overview.tokens.flatMap(({ label, serialNumber, problem }) =>
    problem === null
      ? []
      : [
          {
            ...refusal(
              `${serialNumber} ${label}`,
              keyText.token(label, serialNumber),
              problem,
            ),
            ...(problem === "key-pin-locked" &&
              unlocking(overview, label, serialNumber)),
          },
        ],
  );
  const certificates = options.flatMap(({ certificate, obstacle }) =>
    obstacle === null
      ? []
      : [
          {
            key: certificate.id,
            what: `${certificate.holderName} · ${certificate.enterpriseName}（${certificate.keyLabel}）`,
            ...obstacle,
          },
        ],
  );
  const unreadable = overview.unreadable.map(
    ({ keyLabel, keySerialNumber, label, sha256 }) =>
      refusal(
        `${keySerialNumber} ${sha256}`,
        keyText.unreadable(label, keyLabel),
        "certificate-malformed",
      ),
  );
  return [...drivers, ...tokens, ...certificates, ...unreadable];
}

/** As the key's own authority does it, where a certificate on it tells which one that is. */
function unlocking(
  { certificates }: KeyOverview,
  label: string,
  serialNumber: string,
): Pick<Refusal, "nextStep"> | undefined {
  const authority = certificates.find(
    ({ keyLabel, keySerialNumber }) =>
      keyLabel === label && keySerialNumber === serialNumber,
  )?.authority;
  return authority && { nextStep: authority.unlock };
}

function refusal(key: string, what: string, code: ProblemCode): Refusal {
  const { sentence, nextStep } = sayProblem({ code });
  return { key, what, reason: sentence, nextStep };
}

export function RefusalTable(props: {
  overview: KeyOverview;
  options: readonly CertificateOption[];
}) {
  const refusals = listRefusals(props.overview, props.options);
  if (refusals.length === 0) return null;
  const { trustFetchedAt } = props.overview;
  return (
    <details className="refusals">
      <summary>{keyText.whyNot}</summary>
      <table className="plain-table">
        <thead>
          <tr>
            {keyText.whyNotColumns.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {refusals.map(({ key, what, reason, nextStep }) => (
            <tr key={key}>
              <td>{what}</td>
              <td>{reason}</td>
              <td>{nextStep}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">
        {trustFetchedAt === null
          ? keyText.trustNever
          : keyText.trustFetched(sayMinute(trustFetchedAt))}
      </p>
    </details>
  );
}
