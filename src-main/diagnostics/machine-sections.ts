import { statfs } from "node:fs/promises";
import {
  ProblemError,
  type ProblemCode,
} from "../../src-shared/problems/problem.ts";
import {
  settingNames,
  type SettingValues,
} from "../../src-shared/settings/declared-settings.ts";
import type { SettingsState } from "../../src-shared/settings/settings-procedures.ts";
import type { SectionRows, SectionSource } from "./create-diagnostics.ts";
import { number, problem, text, time, word, yesNo } from "./facts.ts";
import { redact } from "./redact.ts";

/** What the machine and the other features tell; src-main/application hands it in. */
export interface MachineNeeds {
  readonly version: string;
  readonly settings: () => SettingsState;
  /** The API's own word about itself. Throws ProblemError. */
  readonly askServer: () => Promise<{ version: string; now: string }>;
  readonly profileFolder: string;
  readonly measureStorage: () => Promise<{
    databaseBytes: number;
    attachmentBytes: number;
  }>;
  /** What is wrong with the profile's database; null: nothing. */
  readonly judgeDatabase: () => ProblemCode | null;
  readonly now: () => Date;
}

/** Everything but the keys: program, network, clock, disk and profile, settings by IT. */
export function machineSections(needs: MachineNeeds): SectionSource[] {
  // Asked once for two sections, so that both speak of the same moment.
  const askServer = shareForAMoment(() => timedAnswer(needs));
  return [
    {
      names: ["program"],
      read: async () => ({ program: [programRow(needs)] }),
    },
    {
      names: ["network", "clock"],
      read: async () => {
        const answer = await askServer();
        return {
          network: [networkRow(needs.settings().values, answer)],
          clock: [clockRow(answer)],
        };
      },
    },
    { names: ["disk"], read: async () => ({ disk: await diskRows(needs) }) },
    {
      names: ["policies", "settings"],
      read: async () => ({
        policies: policyRows(needs.settings()),
        settings: settingRows(needs.settings()),
      }),
    },
  ];
}

interface ServerAnswer {
  readonly askedAt: Date;
  readonly tookMs: number;
  readonly server: { readonly version: string; readonly now: string } | null;
  readonly problem: ProblemCode | null;
}

async function timedAnswer(needs: MachineNeeds): Promise<ServerAnswer> {
  const askedAt = needs.now();
  const since = (): number => needs.now().getTime() - askedAt.getTime();
  try {
    const server = await needs.askServer();
    return { askedAt, tookMs: since(), server, problem: null };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code } = error.problem;
    return { askedAt, tookMs: since(), server: null, problem: code };
  }
}

function programRow({ version }: MachineNeeds): SectionRows[number] {
  const { node, electron, chrome } = process.versions;
  const system = `${process.platform} ${process.arch}`;
  return [
    { name: "version", value: text(version) },
    { name: "system", value: text(system) },
    { name: "runtime", value: text(`Node ${node}`) },
    {
      name: "shell",
      value:
        electron === undefined
          ? word("none")
          : text(`Electron ${electron}, Chromium ${chrome ?? ""}`),
    },
  ];
}

function networkRow(
  values: Pick<SettingValues, "companionAddress" | "proxyMode">,
  answer: ServerAnswer,
): SectionRows[number] {
  return [
    { name: "server", value: text(redact(values.companionAddress)) },
    { name: "proxy", value: word(`proxy-${values.proxyMode}`) },
    { name: "state", value: problem(answer.problem) },
    {
      name: "server-version",
      value:
        answer.server === null ? word("unknown") : text(answer.server.version),
    },
    { name: "milliseconds", value: number(answer.tookMs) },
  ];
}

/** Half the time of the way there and back is the server's lead over what it wrote. */
function clockRow({
  askedAt,
  tookMs,
  server,
}: ServerAnswer): SectionRows[number] {
  const local = askedAt.getTime() + tookMs / 2;
  return [
    { name: "at", value: time(askedAt.toISOString()) },
    {
      name: "server-time",
      value: server === null ? word("unknown") : time(server.now),
    },
    {
      name: "seconds-ahead",
      value:
        server === null
          ? word("unknown")
          : number(Math.round((local - Date.parse(server.now)) / 1000)),
    },
    {
      name: "time-zone",
      value: text(Intl.DateTimeFormat().resolvedOptions().timeZone),
    },
  ];
}

async function diskRows(needs: MachineNeeds): Promise<SectionRows> {
  const { bavail, bsize } = await statfs(needs.profileFolder);
  const used = await needs.measureStorage();
  return [
    [
      { name: "path", value: text(redact(needs.profileFolder)) },
      { name: "free-megabytes", value: number(megabytes(bavail * bsize)) },
      {
        name: "database-megabytes",
        value: number(megabytes(used.databaseBytes)),
      },
      {
        name: "attachment-megabytes",
        value: number(megabytes(used.attachmentBytes)),
      },
      { name: "state", value: problem(needs.judgeDatabase()) },
    ],
  ];
}

function policyRows(state: SettingsState): SectionRows {
  return state.policies.map(({ place, state: read }) => [
    { name: "path", value: text(redact(place)) },
    { name: "state", value: word(`policy-${read}`) },
  ]);
}

/** Which settings are not the default, and who said so; what they are, the report does not need to tell. */
function settingRows({ origins }: SettingsState): SectionRows {
  return settingNames
    .filter((name) => origins[name].source !== "default")
    .map((name) => {
      const { source, since, isLocked, isPolicyUnusable } = origins[name];
      return [
        { name: "setting", value: text(name) },
        { name: "source", value: word(`from-${source}`) },
        { name: "since", value: time(since) },
        { name: "locked", value: yesNo(isLocked) },
        { name: "unusable", value: yesNo(isPolicyUnusable) },
      ];
    });
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

function shareForAMoment<Result>(
  step: () => Promise<Result>,
): () => Promise<Result> {
  let running: Promise<Result> | null = null;
  return () => {
    running ??= step().finally(() => {
      running = null;
    });
    return running;
  };
}
