import { gt, lt } from "semver";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { SettingValues } from "../../src-shared/settings/declared-settings.ts";
import type { UpdateState } from "../../src-shared/updates/update-procedures.ts";
import { judgeUpdateWay, type Installation } from "./judge-update-way.ts";

/** The host's means to update itself. */
export interface UpdateFeed {
  installation(): Promise<Installation>;
  /** The newest version that the feed offers; null where it offers none. Throws ProblemError. */
  check(feed: {
    readonly url: string;
    readonly channel: SettingValues["updateChannel"];
  }): Promise<{ readonly version: string } | null>;
  /** Downloads and checks what was found last. Throws `update-not-authentic` for a file of somebody else's. */
  download(
    onPercent: (percent: number) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** Whether what was downloaded is installed once the client has ended, with everything saved; last word counts. */
  installOnQuit(isWanted: boolean): void;
}

export interface UpdateParts {
  readonly version: string;
  readonly feed: UpdateFeed | null;
  readonly settings: () => SettingValues;
  /** Looks at IT's places again; `settings` says afterwards what is there. */
  readonly refreshSettings: () => Promise<unknown>;
  readonly onChanged: (state: UpdateState) => void;
  readonly logDefect: (error: unknown) => void;
  readonly now: () => Date;
}

export interface Updates {
  state(): UpdateState;
  /** Looks now; never two at a time. Fulfilled when it is done, also where it failed. */
  check(): Promise<void>;
  cancel(): void;
}

export function createUpdates(parts: UpdateParts): Updates {
  const { feed, settings } = parts;
  let stage: UpdateState["stage"] = { kind: "current", checkedAt: null };
  let running: { ended: Promise<void>; abort: AbortController } | null = null;

  const state = (): UpdateState => {
    const { minimumVersion } = settings();
    const isTooOld = minimumVersion !== "" && lt(parts.version, minimumVersion);
    return {
      version: parts.version,
      wantedVersion: isTooOld ? minimumVersion : null,
      stage,
    };
  };
  const become = (next: UpdateState["stage"]): void => {
    stage = next;
    parts.onChanged(state());
  };

  async function look(signal: AbortSignal): Promise<void> {
    await parts.refreshSettings();
    const values = settings();
    const installation = feed === null ? null : await feed.installation();
    const way = judgeUpdateWay(values, installation);
    if (stage.kind === "ready") {
      // What is ready stays ready while it may: looking again would only download it again.
      if (way.kind === "install-on-quit") return;
      feed?.installOnQuit(false);
    }
    if (feed === null || way.kind === "off") {
      become(way.kind === "off" ? way : { kind: "off", reason: "no-feed" });
      return;
    }
    become({ kind: "checking" });
    const found = await feed.check({
      url: values.updateFeedUrl,
      channel: values.updateChannel,
    });
    // An older version could not open the drafts of this one.
    if (found === null || !gt(found.version, parts.version)) {
      become({ kind: "current", checkedAt: parts.now().toISOString() });
      return;
    }
    const { version } = found;
    if (way.kind === "notify") {
      become({ kind: "offered", version });
      return;
    }
    become({ kind: "downloading", version, percent: 0 });
    await feed.download(
      (percent) =>
        become({ kind: "downloading", version, percent: Math.floor(percent) }),
      signal,
    );
    feed.installOnQuit(true);
    become({ kind: "ready", version });
  }

  async function run(signal: AbortSignal): Promise<void> {
    try {
      await look(signal);
    } catch (error) {
      if (signal.aborted) {
        become({ kind: "current", checkedAt: null });
        return;
      }
      if (!(error instanceof ProblemError)) parts.logDefect(error);
      become({
        kind: "failed",
        code:
          error instanceof ProblemError ? error.problem.code : "update-failed",
      });
    } finally {
      running = null;
    }
  }

  return {
    state,
    check: () => {
      if (running === null) {
        const abort = new AbortController();
        running = { abort, ended: run(abort.signal) };
      }
      return running.ended;
    },
    cancel: () => running?.abort.abort(),
  };
}
