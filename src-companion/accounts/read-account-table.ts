import { CsvError, parse } from "csv-parse/sync";
import { isEmail } from "../../src-shared/identity/email.ts";
import { isMainlandMobile } from "../../src-shared/identity/mobile.ts";
import { isUsccShape } from "../../src-shared/identity/uscc.ts";
import {
  displayNameLength,
  displayNameLimit,
  isDisplayName,
  isEnterpriseName,
} from "../../src-shared/identity/written-name.ts";

export const accountColumns = {
  accountName: "登录账号",
  displayName: "显示名",
  enterpriseName: "企业名称",
  uscc: "统一社会信用代码",
  mobile: "手机号码",
  email: "邮箱",
} as const;
type Column = keyof typeof accountColumns;

export type ImportedAccount = Readonly<Record<Column, string>>;

export type TableRow =
  | {
      readonly kind: "account";
      /** As an editor counts, the header being 1. */
      readonly line: number;
      readonly account: ImportedAccount;
    }
  | {
      readonly kind: "refused";
      readonly line: number;
      readonly name: string;
      readonly reason: string;
    };

export type TableEncoding = "utf-8" | "gbk";

/** Throws a sentence where the file as a whole is not such a table. */
export function readAccountTable(
  bytes: Uint8Array,
  encoding: TableEncoding,
): TableRow[] {
  return recordsOf(decode(bytes, encoding)).map(({ record, info }) => {
    const account = accountOf(record);
    const reason = reasonAgainst(account);
    return reason === null
      ? { kind: "account", line: info.lines, account }
      : {
          kind: "refused",
          line: info.lines,
          name: account.accountName,
          reason,
        };
  });
}

function decode(bytes: Uint8Array, encoding: TableEncoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Error(
      encoding === "utf-8"
        ? "文件不是 UTF-8 编码。如由 Excel 另存，请加 --encoding gbk。"
        : "文件不是 GBK 编码。请去掉 --encoding gbk 再试。",
    );
  }
}

interface ParsedRecord {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

function recordsOf(text: string): ParsedRecord[] {
  let parsed: ParsedRecord[];
  try {
    parsed = parse(text, {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim()),
      info: true,
      skip_empty_lines: true,
      trim: true,
      relax_column_count: true,
    }) as unknown as ParsedRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? error["lines"] : 0;
    throw new Error(`第 ${line} 行附近不是可读的 CSV（引号或逗号不配对）。`, {
      cause: error,
    });
  }
  const header = Object.keys(parsed[0]?.record ?? {});
  const missing = Object.values(accountColumns).filter(
    (name) => parsed.length > 0 && !header.includes(name),
  );
  if (missing.length > 0)
    throw new Error(
      `表头缺少：${missing.join("、")}。第一行应为 ${Object.values(accountColumns).join(",")}。`,
    );
  return parsed;
}

function accountOf(record: Readonly<Record<string, string>>): ImportedAccount {
  const text = (column: Column) => record[accountColumns[column]] ?? "";
  return {
    accountName: text("accountName"),
    displayName: text("displayName"),
    enterpriseName: text("enterpriseName"),
    uscc: text("uscc"),
    mobile: text("mobile"),
    email: text("email").toLowerCase(),
  };
}

/** Names of the earlier system follow its own rules; what is asked here is that they can be typed and shown. */
function reasonAgainst(account: ImportedAccount): string | null {
  const { accountName, displayName, enterpriseName, uscc, mobile, email } =
    account;
  if (!/^[A-Za-z0-9_.@-]{3,40}$/.test(accountName))
    return "登录账号应为 3–40 位字母、数字或 _ . @ -";
  if (
    !isDisplayName(displayName) ||
    displayNameLength(displayName) > displayNameLimit
  )
    return "显示名为空、过长或含有不可用的字符";
  if (
    !isEnterpriseName(enterpriseName) ||
    Array.from(enterpriseName).length > 100
  )
    return "企业名称为空、过长或含有不可用的字符";
  if (!isUsccShape(uscc)) return "统一社会信用代码不是 18 位代码";
  if (!isMainlandMobile(mobile)) return "手机号码不是大陆手机号码";
  if (email !== "" && !isEmail(email)) return "邮箱格式不正确";
  return null;
}
