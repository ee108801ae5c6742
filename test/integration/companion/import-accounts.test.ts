import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  lastCode,
  signInAccount,
  signInAccountParts,
  solveCaptcha,
} from "./test-account.ts";

// Programs take their time to start where many tests run at once.
const timeLimitMs = 180_000;

let companion: TestCompanion;
let folder: string;
beforeAll(async () => {
  companion = await startTestCompanion();
  folder = mkdtempSync(join(tmpdir(), "import-"));
});
afterAll(async () => {
  await companion.close();
  rmSync(folder, { recursive: true });
});

/** While the API runs, as an operator would. */
async function importFile(
  bytes: Uint8Array,
  ...args: string[]
): Promise<{ status: number | null; said: string }> {
  const file = join(folder, "accounts.csv");
  writeFileSync(file, bytes);
  const program = join(
    import.meta.dirname,
    "../../../src-companion/cli/import-accounts.ts",
  );
  const child = spawn(process.execPath, [
    program,
    ...["--data-dir", companion.dataDir, "--file", file, ...args],
  ]);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => said.push(text.toString()));
  const status = await new Promise<number | null>((resolve) =>
    child.once("close", resolve),
  );
  return { status, said: said.join("").trim() };
}

const header = "登录账号,显示名,企业名称,统一社会信用代码,手机号码,邮箱";
/** 机电一号,机电企业 in GBK. */
const gbkTable = Buffer.concat([
  // 登录账号,显示名,企业名称,统一社会信用代码,手机号码,邮箱
  Buffer.from(
    "b5c7c2bcd5cbbac52ccfd4cabec3fb2cc6f3d2b5c3fbb3c62ccdb3d2bbc9e7bbe1d0c5d3c3b4fac2eb2ccad6bbfabac5c2eb2cd3cacfe40d0a",
    "hex",
  ),
  Buffer.from("jidian1,", "latin1"),
  Buffer.from("bbfab5e7d2bbbac52cbbfab5e7c6f3d2b52c", "hex"),
  Buffer.from("91110000710925000X,13900000001,\r\n", "latin1"),
]);

describe("import-accounts", () => {
  it(
    "takes over the lines that fit and reports every other with its reason",
    async () => {
      const lines = [
        header,
        "jidian2,机电二号,机电企业二,91310000631696382C,13900000002,Two@Example.cn",
        `jidian3,"机电,三号",机电企业三,91440101MA5AKQ1234,13900000003,`,
        "jidian2,机电四号,机电企业四,91440101MA5AKQ5678,13900000004,",
        "jidian5,机电五号,机电企业五,91310000631696382C,13900000005,",
        "jidian6,机电六号,机电企业六,91310000,13900000006,",
        "jidian7,机电七号,机电企业七,91440101MA5AKQ9999,010-12345678,",
        "",
        "jidian8,机电八号,机电企业八,91440101MA5AKQ8888,13900000008,no mail",
        "机电九号,机电九号,机电企业九,91440101MA5AKQ7777,13900000009,",
        "jidian10,<b>十</b>,机电企业十,91440101MA5AKQ6666,13900000010,",
        'jidian11,"机电十一,机电企业十一,91440101MA5AKQ5555,13900000011,',
        "jidian12,机电十二,机电企业十二,91440101MA5AKQ4444,13900000012",
        "jidian13,机电,十三,机电企业十三,91440101MA5AKQ3333,13900000013,a@b.cn",
        "jidian14,机电十四,机电企业十四,91440101MA5AKQ2222,13900000014,,",
      ];
      const { status, said } = await importFile(
        Buffer.from(`\ufeff${lines.join("\r\n")}\r\n`),
      );
      expect(said.split("\n")).toEqual([
        "共 13 行，已导入 2 个账号。",
        "未导入 11 行：",
        "  第 3 行  jidian3  显示名为空、过长或含有不可用的字符",
        "  第 4 行  jidian2  登录账号已存在",
        "  第 5 行  jidian5  统一社会信用代码已有账号“jidian2”",
        "  第 6 行  jidian6  统一社会信用代码不是 18 位代码",
        "  第 7 行  jidian7  手机号码不是大陆手机号码",
        "  第 9 行  jidian8  邮箱格式不正确",
        "  第 10 行  机电九号  登录账号应为 3–40 位字母、数字或 _ . @ -",
        "  第 11 行  jidian10  显示名为空、过长或含有不可用的字符",
        "  第 12 行  jidian11  引号不配对，不是可读的 CSV",
        "  第 13 行  jidian12  列数与表头不同：应为 6 列，实为 5 列",
        "  第 14 行  jidian13  列数与表头不同：应为 6 列，实为 7 列",
      ]);
      expect(status).toBe(2);
    },
    timeLimitMs,
  );

  it(
    "reads GBK where it is told so, and says so where it is not",
    async () => {
      const untold = await importFile(gbkTable);
      expect(untold).toEqual({
        status: 1,
        said: "文件不是 UTF-8 编码。如由 Excel 另存，请加 --encoding gbk。",
      });
      expect(await importFile(gbkTable, "--encoding", "gbk")).toEqual({
        status: 0,
        said: "共 1 行，已导入 1 个账号。",
      });
      const row = await companion.database
        .selectFrom("accounts")
        .select(["display_name", "enterprise_name"])
        .where("name", "=", "jidian1")
        .executeTakeFirst();
      expect(row).toEqual({
        display_name: "机电一号",
        enterprise_name: "机电企业",
      });
    },
    timeLimitMs,
  );

  it(
    "refuses a file that names a column twice: nobody knows which of the two is meant",
    async () => {
      const text = `${header},手机号码\r\na,b,c,d,e,f,g\r\n`;
      expect(await importFile(Buffer.from(text))).toEqual({
        status: 1,
        said: "表头重复：手机号码。每列只能出现一次，请删去多余的列。",
      });
    },
    timeLimitMs,
  );

  it(
    "names the columns that a file lacks, also where nothing follows them",
    async () => {
      const answer = {
        status: 1,
        said: `表头缺少：${header.replaceAll(",", "、")}。第一行应为 ${header}。`,
      };
      for (const text of ["账号,名称\r\na,b\r\n", "账号,名称"])
        expect(await importFile(Buffer.from(text))).toEqual(answer);
    },
    timeLimitMs,
  );

  it("gives an account whose first sign-in is a reset by SMS", async () => {
    expect(
      (
        await refusalOf(
          companion.request,
          "signInWithAccount",
          await signInAccountParts(companion, "jidian1", ""),
        )
      ).code,
    ).toBe("credentials-wrong");
    const { recoveryId } = await succeed(companion.request, "startRecovery", {
      body: {
        by: "mobile",
        address: "13900000001",
        captcha: await solveCaptcha(companion),
      },
    });
    const { accounts } = await succeed(companion.request, "proveRecovery", {
      params: { recoveryId },
      body: { code: lastCode(companion) },
    });
    expect(accounts.map(({ accountName }) => accountName)).toEqual(["jidian1"]);
    await succeed(companion.request, "finishRecovery", {
      body: {
        resetToken: accounts[0]?.resetToken,
        password: "Jidian-2026!",
      },
    });
    const { token, uscc } = await signInAccount(
      companion,
      "jidian1",
      "Jidian-2026!",
    );
    expect(uscc).toBe("91110000710925000X");
    const own = await succeed(companion.request, "ownAccount", { token });
    expect([own.contact, own.enterprise?.legalPerson]).toEqual([
      {
        email: "",
        isEmailProven: false,
        mobile: "13900000001",
        person: null,
      },
      null,
    ]);
  });
});
