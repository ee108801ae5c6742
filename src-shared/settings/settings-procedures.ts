import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";
import {
  declaredSettings,
  settingNames,
  type SettingName,
  type SettingValues,
} from "./declared-settings.ts";
import { settingSourceSchema } from "./setting-history.ts";

type Schemas = {
  [Name in SettingName]: (typeof declaredSettings)[Name]["schema"];
};
const schemas = Object.fromEntries(
  settingNames.map((name) => [name, declaredSettings[name].schema]),
) as unknown as Schemas;

const settingNameSchema = z.enum(settingNames as [SettingName]);

export const settingOriginSchema = z.strictObject({
  source: settingSourceSchema,
  since: z.iso.datetime(),
  isLocked: z.boolean(),
  isPolicyUnusable: z.boolean(),
  /** Changed meanwhile; the client goes on with the older value until it is started again. */
  awaitsRestart: z.boolean(),
});

export const policyPlaceSchema = z.strictObject({
  /** The registry key or the file. */
  place: z.string(),
  state: z.enum(["absent", "read", "unreadable"]),
});

export const settingsStateSchema = z.strictObject({
  values: z.strictObject(schemas),
  origins: z.record(settingNameSchema, settingOriginSchema),
  policies: z.array(policyPlaceSchema),
  unknownPolicyNames: z.array(z.string()),
  /** The file of the clerk's own values could not be read; it was put aside and the defaults hold. */
  isClerkFileDamaged: z.boolean(),
});
export type SettingsState = z.output<typeof settingsStateSchema>;

/** Those that are not here may not be named by the page: paths come from a dialog of the host, the rest from IT. */
export const beforeSignIn = [
  "companionAddress",
  "proxyMode",
  "proxyAddress",
  "proxyBypass",
  "proxyPacUrl",
] as const satisfies readonly SettingName[];
export const afterSignIn = [
  "lockAfterMinutes",
  "autosaveAfterMs",
  "logLevel",
] as const satisfies readonly SettingName[];
export type ChangedSettings = Partial<
  Pick<
    SettingValues,
    (typeof beforeSignIn)[number] | (typeof afterSignIn)[number]
  >
>;

function changesOf<Name extends SettingName>(names: readonly Name[]) {
  const picked = Object.fromEntries(
    names.map((name) => [name, schemas[name]]),
  ) as Pick<Schemas, Name>;
  return z.strictObject({ values: z.strictObject(picked).partial() });
}

export const linkNames = [
  "driverDownloadUrl",
  "keyApplicationUrl",
  "clientGuideUrl",
  "keyGuideUrl",
] as const satisfies readonly SettingName[];
export type LinkName = (typeof linkNames)[number];

const nothing = z.strictObject({});

export const settingsProcedures = {
  "settings.state": procedure("anyone", nothing, settingsStateSchema),
  "settings.change-connection": procedure(
    "anyone",
    changesOf(beforeSignIn),
    settingsStateSchema,
  ),
  "settings.change": procedure(
    "signed-in",
    changesOf(afterSignIn),
    settingsStateSchema,
  ),
  /** Back to what IT recommends, or to the default. */
  "settings.reset-connection": procedure(
    "anyone",
    z.strictObject({ name: z.enum([...beforeSignIn, "driverModules"]) }),
    settingsStateSchema,
  ),
  "settings.reset": procedure(
    "signed-in",
    z.strictObject({ name: z.enum([...afterSignIn, "backupFolder"]) }),
    settingsStateSchema,
  ),
  /** The host's own file dialog; unchanged where the clerk cancels it. Throws `key-driver-not-a-library`. */
  "settings.add-driver": procedure(
    "anyone",
    nothing,
    settingsStateSchema,
    null,
  ),
  "settings.choose-backup-folder": procedure(
    "signed-in",
    nothing,
    settingsStateSchema,
    null,
  ),
  /** In the system's browser, where IT has set the address. */
  "settings.open-link": procedure(
    "anyone",
    z.strictObject({ name: z.enum(linkNames) }),
    nothing,
  ),
  "settings.storage-used": procedure(
    "signed-in",
    nothing,
    z.strictObject({
      folder: z.string(),
      databaseBytes: z.int(),
      attachmentBytes: z.int(),
      logBytes: z.int(),
      otherBytes: z.int(),
    }),
  ),
  /** Ends the client in order and starts it again, so that a new address or driver holds. */
  "settings.restart": procedure("anyone", nothing, nothing),
} as const;

export const settingsEvents = {
  "settings.changed": settingsStateSchema,
} as const;
