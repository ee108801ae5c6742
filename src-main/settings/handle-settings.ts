import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { settingsProcedures } from "../../src-shared/settings/settings-procedures.ts";
import { readDriverLine } from "../../src-shared/usb-key/driver-line.ts";
import type { Settings } from "./create-settings.ts";
import { measureStorage } from "./storage-used.ts";

export interface SettingsNeeds {
  readonly profileFolder: string;
  /** Null where the clerk cancels the dialog. */
  chooseDriver(): Promise<string | null>;
  chooseFolder(): Promise<string | null>;
  /** Throws `key-driver-not-a-library`. */
  assertModule(path: string): Promise<void>;
  openLink(url: string): Promise<void>;
  restart(): void;
}

export function handleSettings(
  settings: Settings,
  needs: SettingsNeeds,
): ProcedureHandlers<typeof settingsProcedures> {
  return {
    "settings.state": () => settings.refresh(),
    "settings.change-connection": ({ values }) => settings.change(values),
    "settings.change": ({ values }) => settings.change(values),
    "settings.reset-connection": ({ name }) => settings.reset(name),
    "settings.reset": ({ name }) => settings.reset(name),
    "settings.add-driver": async () => {
      refuseBeforeAsking(settings, "driverModules");
      const path = await needs.chooseDriver();
      if (path === null) return settings.state();
      await needs.assertModule(path);
      const { driverModules } = settings.values();
      const isNamed = driverModules.some(
        (line) => readDriverLine(line)?.path === path,
      );
      return isNamed
        ? settings.state()
        : settings.change({ driverModules: [...driverModules, path] });
    },
    "settings.choose-backup-folder": async () => {
      refuseBeforeAsking(settings, "backupFolder");
      const path = await needs.chooseFolder();
      return path === null
        ? settings.state()
        : settings.change({ backupFolder: path });
    },
    "settings.open-link": async ({ name }) => {
      const url = settings.values()[name];
      if (url === "") throw new ProblemError("setting-link-not-set");
      await needs.openLink(url);
      return {};
    },
    "settings.storage-used": () => measureStorage(needs.profileFolder),
    "settings.restart": () => {
      needs.restart();
      return {};
    },
  };
}

/** Nobody should look for a file first and hear afterwards that it may not be used. */
function refuseBeforeAsking(
  settings: Settings,
  name: "driverModules" | "backupFolder",
): void {
  if (settings.state().origins[name].isLocked)
    throw new ProblemError("setting-locked");
}
