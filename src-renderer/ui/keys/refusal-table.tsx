import type { KeyOverview } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { sayProblem } from "../../text/problem-texts.ts";
import { sayMinute } from "../../text/say-time.ts";
import { keyText } from "../../text/usb-key-text.ts";
import type { CertificateOption } from "./choosable-certificates.ts";

interface Refusal {
  readonly what: string;
  readonly reason: string;
  readonly nextStep: string;
}

/** 为什么不能用: everything that stands in the way, drivers and keys included. */
export function listRefusals(
  overview: KeyOverview,
  options: readonly CertificateOption[],
): readonly Refusal[] {
  const drivers = overview.drivers.flatMap(({ name, problem }) =>
    problem === null
      ? []
      : [refusal(keyText.driver(name), sayProblem({ code: problem }))],
  );
  const tokens = overview.tokens.flatMap(({ label, serialNumber, problem }) =>
    problem === null
      ? []
      : [
          refusal(
            keyText.token(label, serialNumber),
            sayProblem({ code: problem }),
          ),
        ],
  );
  const certificates = options.flatMap(({ certificate, refusal: found }) =>
    found === null
      ? []
      : [
          {
            what: `${certificate.holderName} · ${certificate.enterpriseName}（${certificate.keyLabel}）`,
            ...found,
          },
        ],
  );
  return [...drivers, ...tokens, ...certificates];
}

function refusal(
  what: string,
  said: { sentence: string; nextStep: string },
): Refusal {
  return { what, reason: said.sentence, nextStep: said.nextStep };
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
          {refusals.map(({ what, reason, nextStep }) => (
            <tr key={`${what}${reason}`}>
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
