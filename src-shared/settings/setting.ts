import { z } from "zod";

export type SettingValue = string | number | readonly string[];

/** What a value looks like; the policy templates, the document for IT and the page draw their controls from it. */
export type SettingShape =
  | { readonly kind: "text"; readonly longest: number }
  | { readonly kind: "lines"; readonly longest: number; readonly most: number }
  | { readonly kind: "choice"; readonly options: readonly string[] }
  | { readonly kind: "number"; readonly least: number; readonly most: number };

export type SettingGroup =
  "connection" | "keys" | "work" | "notices" | "accounts" | "trust" | "updates";

interface SettingRules {
  readonly group: SettingGroup;
  /**
   * Who may change it here. `before-sign-in` is for what sign-in itself needs; `dialog` for paths on this machine, which
   * the page may ask for and never name.
   */
  readonly changedBy:
    "clerk" | "clerk-before-sign-in" | "dialog" | "administrator";
  readonly takesEffect: "at-once" | "after-restart";
}

export interface Setting<Value extends SettingValue> extends SettingRules {
  readonly shape: SettingShape;
  readonly schema: z.ZodType<Value>;
  /** Where nobody says otherwise. An empty text or list stands for "none". */
  readonly fallback: Value;
}

type Check = (text: string) => boolean;

/** @param check what the text must satisfy besides being short enough; the empty text is always "none" */
export function textSetting(
  longest: number,
  check: Check,
  rules: SettingRules,
): Setting<string> {
  const schema = z
    .string()
    .trim()
    .max(longest)
    .refine((text) => text === "" || (isOneLine(text) && check(text)));
  return { ...rules, shape: { kind: "text", longest }, schema, fallback: "" };
}

export function linesSetting(
  { longest, most }: { longest: number; most: number },
  check: Check,
  rules: SettingRules,
): Setting<readonly string[]> {
  const line = z.string().trim().min(1).max(longest);
  const schema = z
    .array(line.refine((text) => isOneLine(text) && check(text)))
    .max(most);
  const shape = { kind: "lines", longest, most } as const;
  return { ...rules, shape, schema, fallback: [] };
}

export function choiceSetting<Option extends string>(
  options: readonly [Option, ...Option[]],
  fallback: NoInfer<Option>,
  rules: SettingRules,
): Setting<Option> {
  const schema = z.enum(options);
  return { ...rules, shape: { kind: "choice", options }, schema, fallback };
}

export function numberSetting(
  { least, most }: { least: number; most: number },
  fallback: number,
  rules: SettingRules,
): Setting<number> {
  const schema = z.int().min(least).max(most);
  return { ...rules, shape: { kind: "number", least, most }, schema, fallback };
}

function isOneLine(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- that is what is refused
  return !/[\u0000-\u001f\u007f]/.test(text);
}
