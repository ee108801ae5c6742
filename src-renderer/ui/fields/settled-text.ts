import { isDay } from "../../../src-shared/filings/check-filing.ts";

/** `007` → `7`, `.5` → `0.5`, `5.` → `5`; what is not a number stays for the rules to name. */
export function settleDecimal(text: string): string {
  if (!/\d/.test(text)) return text;
  const [whole = "", decimals = ""] = text.split(".");
  const plain = whole.replace(/^0+(?=\d)/, "") || "0";
  return decimals === "" ? plain : `${plain}.${decimals}`;
}

export function settleInteger(text: string): string {
  return text.replace(/^0+(?=\d)/, "");
}

/** 20240226, 2024-2-26, 2024/2/26, 2024.2.26 and 2024年2月26日 → 2024-02-26; anything else stays as typed. */
export function settleDate(text: string): string {
  const typed =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  if (typed === null) return text;
  const [, year = "", month = "", day = ""] = typed;
  const settled = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDay(settled) ? settled : text;
}

export function settleText(text: string): string {
  return text.trim();
}
