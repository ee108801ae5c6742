import type {
  DiagnosticFact,
  DiagnosticReport,
} from "../../src-shared/diagnostics/diagnostics-procedures.ts";
import type {
  DiagnosticFactName,
  DiagnosticSectionName,
} from "../../src-shared/diagnostics/diagnostic-names.ts";

/** What a machine must have for the client, in the order in which it is looked at; the first that fails is the exit code. */
export const preflightCodes = {
  fine: 0,
  policyUnreadable: 10,
  profileUnusable: 11,
  diskNearlyFull: 12,
  serverAddressMissing: 20,
  proxyInTheWay: 21,
  certificateRefused: 22,
  serverNotReached: 23,
  clockWrong: 24,
  noDriver: 30,
  driverUnusable: 31,
  /** A part could not be looked at: nothing is said of it. */
  checkIncomplete: 70,
} as const;

export type PreflightName = keyof typeof preflightCodes;

export interface PreflightLine {
  readonly name: Exclude<PreflightName, "fine">;
  readonly isFine: boolean;
}

const leastFreeMegabytes = 500;
/** What the API allows a signed statement's time to differ. */
const mostSecondsOff = 300;

export function judgePreflight(report: DiagnosticReport): PreflightLine[] {
  const rowsOf = (section: DiagnosticSectionName) =>
    report.sections.find(({ name }) => name === section)?.rows ?? [];
  const isUnread = (section: DiagnosticSectionName) =>
    report.sections.some(
      ({ name, problem }) => name === section && problem !== null,
    );
  const network = codeIn(rowsOf("network")[0], "state");
  const disk = rowsOf("disk")[0];
  const secondsAhead = numberIn(rowsOf("clock")[0], "seconds-ahead");
  const drivers = rowsOf("key-drivers");
  const isServerProblem =
    network !== null &&
    network !== "sync-address-missing" &&
    !isProxyCode(network) &&
    !isCertificateCode(network);
  const failed: Record<PreflightLine["name"], boolean> = {
    policyUnreadable:
      isUnread("policies") ||
      rowsOf("policies").some(
        (row) => wordIn(row, "state") === "policy-unreadable",
      ),
    profileUnusable: disk === undefined || codeIn(disk, "state") !== null,
    diskNearlyFull:
      (numberIn(disk, "free-megabytes") ?? 0) < leastFreeMegabytes,
    serverAddressMissing: network === "sync-address-missing",
    proxyInTheWay: network !== null && isProxyCode(network),
    certificateRefused: network !== null && isCertificateCode(network),
    serverNotReached: isServerProblem || isUnread("network"),
    clockWrong:
      secondsAhead !== null && Math.abs(secondsAhead) > mostSecondsOff,
    noDriver: drivers.length === 0 && !isUnread("key-drivers"),
    driverUnusable:
      drivers.length > 0 &&
      drivers.every((row) => codeIn(row, "state") !== null),
    checkIncomplete: report.sections.some(({ problem }) => problem !== null),
  };
  return (Object.keys(failed) as PreflightLine["name"][]).map((name) => ({
    name,
    isFine: !failed[name],
  }));
}

export function preflightCode(lines: readonly PreflightLine[]): number {
  const first = lines.find(({ isFine }) => !isFine);
  return first === undefined ? preflightCodes.fine : preflightCodes[first.name];
}

type Row = readonly DiagnosticFact[] | undefined;

function valueIn(row: Row, name: DiagnosticFactName) {
  return row?.find((fact) => fact.name === name)?.value;
}

function codeIn(row: Row, name: DiagnosticFactName): string | null {
  const value = valueIn(row, name);
  return value?.kind === "problem" ? value.code : null;
}

function numberIn(row: Row, name: DiagnosticFactName): number | null {
  const value = valueIn(row, name);
  return value?.kind === "number" ? value.number : null;
}

function wordIn(row: Row, name: DiagnosticFactName): string | null {
  const value = valueIn(row, name);
  return value?.kind === "word" ? value.word : null;
}

function isProxyCode(code: string): boolean {
  return code.startsWith("sync-proxy-");
}

function isCertificateCode(code: string): boolean {
  return code.startsWith("sync-tls-");
}
