import type { UpdateState } from "../../src-shared/updates/update-procedures.ts";
import { sayProblem } from "../text/problem-texts.ts";
import { sayMinute } from "../text/say-time.ts";
import { updateText } from "../text/update-text.ts";

/** The stage in one sentence. */
export function sayUpdate({ stage }: UpdateState): string {
  switch (stage.kind) {
    case "off":
      return updateText.off[stage.reason];
    case "current":
      return stage.checkedAt === null
        ? updateText.notChecked
        : updateText.current(sayMinute(stage.checkedAt));
    case "checking":
      return updateText.checking;
    case "offered":
      return updateText.offered(stage.version);
    case "downloading":
      return updateText.downloading(stage.version, stage.percent);
    case "ready":
      return updateText.ready(stage.version);
    case "failed": {
      const { sentence, nextStep } = sayProblem({ code: stage.code });
      return `${sentence}${nextStep}`;
    }
  }
}

/** What deserves a line on every page; null where the settings page is enough. */
export function urgentUpdateLine(state: UpdateState | null): string | null {
  if (state === null) return null;
  const { stage, version, wantedVersion } = state;
  if (stage.kind === "ready" || stage.kind === "offered")
    return sayUpdate(state);
  return wantedVersion === null
    ? null
    : updateText.wanted(version, wantedVersion);
}
