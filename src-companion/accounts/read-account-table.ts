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
  // Line by line: a quote that is never closed spoils its own line and no other. So no field holds a line break.
  const [first = "", ...lines] = decode(bytes, encoding).split(/\r\n|\n|\r/);
  const header = headerOf(first);
  return lines.flatMap((text, index) =>
    text.trim() === "" ? [] : [readRow(header, text, index + 2)],
  );
}

function decode(bytes: Uint8Array, encoding: TableEncoding): string {
  try {
    // A byte order mark is taken off.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Error(
      encoding === "utf-8"
        ? "文件不是 UTF-8 编码。如由 Excel 另存，请加 --encoding gbk。"
        : "文件不是 GBK 编码。请去掉 --encoding gbk 再试。",
    );
  }
}

function headerOf(line: string): string[] {
  const header = cellsOf(line) ?? [];
  const missing = Object.values(accountColumns).filter(
    (name) => !header.includes(name),
  );
  if (missing.length > 0)
    throw new Error(
      `表头缺少：${missing.join("、")}。第一行应为 ${Object.values(accountColumns).join(",")}。`,
    );
  const twice = Object.values(accountColumns).filter(
    (name) => header.indexOf(name) !== header.lastIndexOf(name),
  );
  if (twice.length > 0)
    throw new Error(
      `表头重复：${twice.join("、")}。每列只能出现一次，请删去多余的列。`,
    );
  return header;
}

function readRow(
  header: readonly string[],
  text: string,
  line: number,
): TableRow {
  const cells = cellsOf(text);
  if (cells === null) {
    const [name = ""] = text.split(",");
    return {
      kind: "refused",
      line,
      name,
      reason: "引号不配对，不是可读的 CSV",
    };
  }
  const account = accountOf(
    Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ""])),
  );
  const reason = reasonAgainstShape(header, cells) ?? reasonAgainst(account);
  return reason === null
    ? { kind: "account", line, account }
    : { kind: "refused", line, name: account.accountName, reason };
}

/** Null: the quotes do not fit. */
function cellsOf(line: string): string[] | null {
  try {
    const [cells = []] = parse(line, { trim: true });
    return cells;
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/** Of a line with a comma too many or too few nobody knows which cell is which. */
function reasonAgainstShape(
  header: readonly string[],
  cells: readonly string[],
): string | null {
  const isTooLong = cells.slice(header.length).some((cell) => cell !== "");
  return cells.length < header.length || isTooLong
    ? `列数与表头不同：应为 ${header.length} 列，实为 ${cells.length} 列`
    : null;
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
