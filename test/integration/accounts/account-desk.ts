import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFakeHostPorts } from "../../fixtures/fakes/fake-host-ports.ts";
import { loadPage, type LoadedPage } from "../../fixtures/bridge/load-page.ts";
import type {
  Application,
  HostPorts,
} from "../../../src-main/application/host-ports.ts";
import { createApplication } from "../../../src-main/application/create-application.ts";
import type { Bridge } from "../../../src-shared/bridge/connect-bridge.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import type { SessionState } from "../../../src-shared/session/session-procedures.ts";

/** The whole client but its window: the page's end of the bridge, on a profile of its own. */
export interface AccountDesk {
  readonly profile: string;
  readonly call: Bridge["call"];
  readonly page: LoadedPage;
  readonly application: Application;
  /** While set, nobody can be reached. */
  isOffline: boolean;
  signIn(
    accountName: string,
    password: string | null,
    more?: {
      isRemembered?: boolean;
      bindsOpenId?: boolean;
      recoveryCode?: string | null;
    },
  ): Promise<SessionState>;
  /** A captcha answered as somebody does who cannot see pictures; null while offline. */
  captcha(): Promise<{ id: string; answer: string } | null>;
  close(): Promise<void>;
}

export interface DeskOptions {
  readonly origin: string;
  readonly profile?: string;
  readonly now?: () => Date;
  readonly openIdIssuer?: string;
  readonly logLevel?: "debug";
  readonly secretStore?: HostPorts["secretStore"];
  readonly chooseDiagnosticsFile?: HostPorts["chooseDiagnosticsFile"];
  readonly fetch?: HostPorts["fetch"];
  readonly openLink?: (url: string) => Promise<void>;
  readonly chooseFolder?: () => Promise<string | null>;
}

export async function openDesk(options: DeskOptions): Promise<AccountDesk> {
  const profile =
    options.profile ?? mkdtempSync(join(tmpdir(), "account-desk-"));
  mkdirSync(profile, { recursive: true });
  const network = { isOffline: false };
  const application = await createApplication({
    ...createFakeHostPorts(profile),
    commandLine: {
      companionAddress: options.origin,
      ...(options.openIdIssuer === undefined
        ? {}
        : { openIdIssuer: options.openIdIssuer }),
      ...(options.logLevel !== undefined && { logLevel: options.logLevel }),
    },
    chooseDiagnosticsFile: options.chooseDiagnosticsFile ?? (async () => null),
    openLink: options.openLink ?? (async () => undefined),
    chooseFolder: options.chooseFolder ?? (async () => null),
    secretStore: options.secretStore ?? {
      protect: async (secret) => secret.map((byte) => byte ^ 0x5a),
      reveal: async (secret) => secret.map((byte) => byte ^ 0x5a),
    },
    fetch: async (input, init) => {
      if (network.isOffline) throw new TypeError("fetch failed");
      return (options.fetch ?? fetch)(input, init);
    },
    now: options.now ?? (() => new Date()),
  });
  const page = loadPage(application);
  const captcha: AccountDesk["captcha"] = async () => {
    if (network.isOffline) return null;
    const asked = await page.call("accounts.captcha", { kind: "arithmetic" });
    if (asked.kind !== "arithmetic") throw new Error("a picture came");
    const [one, operator, other] = asked.question.split(" ");
    const answer = Number(one) + (operator === "-" ? -1 : 1) * Number(other);
    return { id: asked.id, answer: String(answer) };
  };
  return {
    profile,
    call: page.call,
    page,
    application,
    get isOffline() {
      return network.isOffline;
    },
    set isOffline(is) {
      network.isOffline = is;
    },
    captcha,
    signIn: async (accountName, password, more = {}) =>
      page.call("session.sign-in-with-account", {
        accountName,
        password,
        captcha: await captcha(),
        isRemembered: more.isRemembered ?? false,
        bindsOpenId: more.bindsOpenId ?? false,
        recoveryCode: more.recoveryCode ?? null,
      }),
    close: () => application.close(),
  };
}

/** The problem's code and facts; throws where there is none, or something else went wrong. */
export async function problemOf(outcome: Promise<unknown>): Promise<unknown> {
  const error: unknown = await outcome.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error.problem.code;
  throw new Error("there was no problem, or another error", { cause: error });
}
