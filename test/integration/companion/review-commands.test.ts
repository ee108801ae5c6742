import { spawn } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createReviewer } from "../../../src-companion/sessions/reviewer-store.ts";
import {
  derOf,
  makeRoot,
} from "../../fixtures/certificates/make-certificate-estate.ts";
import { succeed } from "./companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  otherUscc,
  save,
  signedInEnterprise,
  submit,
} from "./test-enterprise.ts";

// Programs take their time to start where many tests run at once.
const timeLimitMs = 180_000;

let companion: TestCompanion;
beforeAll(async () => {
  companion = await startTestCompanion();
  const reviewer = {
    name: "wang",
    password: "0123456789",
    authority: "北京市商务局",
    province: "北京市",
  };
  await createReviewer(companion.database, reviewer, companion.clock.now);
});
afterAll(() => companion.close());

/** Not spawnSync: the API answers from this very process. */
async function run(
  script: string,
  args: readonly string[],
): Promise<{ status: number | null; said: string }> {
  const path = join(import.meta.dirname, "../../../src-companion/cli", script);
  const child = spawn(process.execPath, [path, ...args], {
    env: { ...process.env, REVIEW_PASSWORD: "0123456789" },
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => said.push(text.toString()));
  const status = await new Promise<number | null>((resolve) =>
    child.once("close", resolve),
  );
  return { status, said: said.join("").trim() };
}

const review = (...args: string[]) =>
  run("review.ts", [
    ...args,
    "--companion",
    companion.origin,
    "--name",
    "wang",
  ]);

describe("the review command", { timeout: timeLimitMs }, () => {
  it("walks from the list to 审核通过", async () => {
    const enterprise = await signedInEnterprise(companion);
    const { filing } = await submit(
      companion,
      enterprise,
      await save(companion, enterprise),
    );
    const shortId = filing.id.slice(0, 8);
    const list = await review("list");
    expect(list.said).toBe(
      `${shortId}  待审核  新增  已签名  2026-03-01 08:00:00  ${enterprise.uscc}  测试企业\n共 1 条。`,
    );
    const shown = await review("show", shortId);
    expect(shown.said).toContain("签名：已签名（张三，演示根证书，");
    expect(shown.said).toContain("officialLetter.pdf");
    const approved = await review("approve", shortId);
    expect(approved.said).toMatch(
      /^测试企业：审核通过，备案有效期 2026-03-01 至 2027-02-28。已签名/,
    );
    expect(await review("approve", shortId)).toEqual({
      status: 1,
      said: "当前状态不允许此操作。",
    });
    expect((await review("void", shortId, "--reason", "企业已注销")).said).toBe(
      "测试企业：无效。",
    );
    expect((await review("list", "--state", "all")).said).toContain(
      "无效  新增",
    );
  });

  it("returns with an opinion and saves the evidence by digest", async () => {
    const enterprise = await signedInEnterprise(companion, otherUscc);
    const { filing, receipt } = await submit(
      companion,
      enterprise,
      await save(companion, enterprise),
    );
    const folder = join(companion.dataDir, "evidence");
    expect((await review("save", filing.id, "--to", folder)).status).toBe(0);
    expect(readdirSync(folder)).toHaveLength(5);
    expect(readFileSync(join(folder, "receipt.jws"), "utf8")).toBe(receipt.jws);
    expect(
      (await review("return", filing.id, "--opinion", "请补充材料")).said,
    ).toContain("审核不通过");
    const seen = await succeed(companion.request, "filing", {
      params: { filingId: filing.id },
      token: enterprise.token,
    });
    expect(seen.filing.opinion?.text).toBe("请补充材料");
  });

  it("says so when an id fits nothing", async () => {
    expect(await review("show", "00000000")).toEqual({
      status: 1,
      said: "没有找到这条备案。",
    });
  });
});

describe("the trust command", { timeout: timeLimitMs }, () => {
  it("adds, lists and removes while the API runs", async () => {
    const root = await makeRoot("命令行根证书");
    const file = join(companion.dataDir, "root.pem");
    writeFileSync(file, root.certificate.toString("pem"));
    const inDir = ["--data-dir", companion.dataDir];
    const added = await run("trust.ts", ["add-anchor", file, ...inDir]);
    const digest = /（([0-9a-f]{12})）/.exec(added.said)?.[1] ?? "";
    expect(added.said).toContain("已加入信任锚：CN=命令行根证书");
    const der = Buffer.from(derOf(root.certificate)).toString("base64");
    const served = async (): Promise<boolean> =>
      (await succeed(companion.request, "trustMaterial")).anchors.includes(der);
    expect(await served()).toBe(true);
    expect((await run("trust.ts", ["list", ...inDir])).said).toContain(
      `${digest}  信任锚  CN=命令行根证书`,
    );
    expect((await run("trust.ts", ["remove", digest, ...inDir])).said).toBe(
      "已移除。",
    );
    expect(await served()).toBe(false);
  });
});
