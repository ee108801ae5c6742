import type { Page } from "@playwright/test";
import { judgeFile } from "../../src-shared/attachments/judge-file.ts";
import { requirementOf } from "../../src-shared/filings/file-lists.ts";
import {
  makeDocx,
  makeJpg,
  makePdf,
  makePng,
} from "../fixtures/files/make-files.ts";
import {
  askForSignature,
  attach,
  enterFilings,
  saveFiling,
  signInWithKey,
  signWithPin,
} from "./desk/clerk-steps.ts";
import { expect, test, type Desk } from "./desk/desk.ts";
import {
  chooseFile,
  downloadFrom,
  fileRow,
  giveFiles,
} from "./desk/file-steps.ts";
import { noisyPicture, turnedRight } from "./desk/noisy-picture.ts";
import { sampleFile, type SampleFile } from "./desk/sample-files.ts";

async function openForm(page: Page, desk: Desk): Promise<void> {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  await page.getByRole("button", { name: "新增" }).first().click();
  await expect(
    page.getByRole("heading", { name: "录入二手车备案申请表" }),
  ).toBeVisible();
}

test("a picture over 300K is shrunk after a look at both, or stays as it was", async ({
  desk,
  clientPage: page,
}) => {
  await openForm(page, desk);
  const row = fileRow(page, "公章影像");
  const offer = row.getByRole("button", { name: "压缩图片" });
  const dialog = page.getByRole("dialog", { name: /^压缩图片/ });
  const use = dialog.getByRole("button", { name: "使用压缩后的图片" });
  const before = sampleFile("png", "旧公章.png");
  await attach(page, "公章影像", before);

  await test.step("turned by EXIF, cancelled, then used", async () => {
    const flat = await noisyPicture(page, "公章 照片.jpeg", {
      width: 2400,
      height: 1600,
      noise: 60,
    });
    const photo = { ...flat, bytes: turnedRight(flat.bytes) };
    expect(photo.bytes.length).toBeGreaterThan(300 * 1024);
    await chooseFile(page, "公章影像", photo);
    await expect(row.getByRole("alert")).toContainText("图片超过300K");
    await offer.click();
    await dialog.getByRole("button", { name: "取消" }).click();
    await expect(dialog).toBeHidden();
    await expect(offer).toBeFocused();

    await offer.click();
    await expect(use).toBeEnabled({ timeout: 60_000 });
    await expect(dialog).toContainText("1600 × 2400 像素");
    await dialog.getByLabel("按实际大小对照").check();
    await dialog.getByRole("button", { name: "取消" }).click();
    await expect(offer).toBeFocused();
    await expect(row).toContainText(before.name);
    await expect(row.getByRole("alert")).toContainText("图片超过300K");

    await offer.click();
    await expect(use).toBeEnabled({ timeout: 60_000 });
    await use.click();
    await expect(dialog).toBeHidden();
    await expect(
      page.getByRole("button", { name: "替换 公章影像" }),
    ).toBeFocused();
    await expect(row.getByRole("alert")).toBeHidden();
    const { bytes } = await downloadFrom(row, "公章 照片.jpg");
    expect(bytes.length).toBeLessThanOrEqual(300_000);
    expect(await look(page, bytes)).toMatchObject({
      isUpright: true,
      top: "red",
      bottom: "grey",
    });
  });

  await test.step("a transparent png gets a white ground", async () => {
    const stamp = await noisyPicture(page, "公章.png", {
      width: 1400,
      height: 1400,
      noise: 40,
      isHalfTransparent: true,
    });
    await chooseFile(page, "公章影像", stamp);
    await offer.click();
    await expect(use).toBeEnabled({ timeout: 60_000 });
    await use.click();
    const { bytes } = await downloadFrom(row, "公章.jpg");
    expect(bytes.length).toBeLessThanOrEqual(300_000);
    expect(await look(page, bytes)).toMatchObject({ right: "white" });
    expect(judgeFile(requirementOf("officialSeal"), "公章.jpg", bytes)).toEqual(
      { kind: "taken", type: "jpg" },
    );
  });

  await test.step("too much detail for 300K is said, and nothing changes", async () => {
    const snow = await noisyPicture(page, "雪花.png", {
      width: 1000,
      height: 1000,
      noise: 2000,
    });
    await chooseFile(page, "公章影像", snow);
    await offer.click();
    await expect(dialog.getByRole("alert")).toContainText(
      "缩小到长边1000像素仍超过300K",
      { timeout: 60_000 },
    );
    await expect(use).toBeDisabled();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(row).toContainText("公章.jpg");
  });

  await test.step("what is no whole picture gets its sentence at the row", async () => {
    const big = await noisyPicture(page, "残图.png", {
      width: 900,
      height: 900,
      noise: 255,
    });
    const exe = Buffer.alloc(400_000, "MZ");
    for (const [name, bytes, sentence] of [
      ["残图.png", big.bytes.subarray(0, 350_000), "文件已损坏或不完整"],
      ["程序.jpg", exe, "文件内容与扩展名不符"],
    ] as const) {
      await chooseFile(page, "公章影像", { ...big, name, bytes });
      await offer.click();
      await expect(row.getByRole("alert")).toContainText(sentence);
      await expect(row.getByRole("alert")).toContainText(name);
      await expect(dialog).toBeHidden();
      await expect(offer).toBeHidden();
      await expect(row).toContainText("公章.jpg");
    }
  });
});

const exe = Buffer.alloc(4096, "MZ");

/** Row, file, what the row says. */
const refusals: readonly (readonly [string, string, Uint8Array, string])[] = [
  ["企业公函", "残缺.pdf", makePdf().subarray(0, 400), "已损坏或不完整"],
  ["企业公函", "空.pdf", Buffer.alloc(0), "是空的"],
  ["企业公函", "公函.docx", makeDocx(), "格式不在允许的范围内"],
  ["企业公函", "程序.pdf", exe, "与扩展名不符"],
  ["企业公函", "程序.exe", exe, "格式不在允许的范围内"],
  ["企业公函", "加密.pdf", makePdf({ isEncrypted: true }), "设有打开密码"],
  ["企业公函", "..", makePdf(), "格式不在允许的范围内"],
  [
    "企业公函",
    "大.pdf",
    makePdf({ bytes: 10 * 1024 * 1024 + 1 }),
    "文件超过10M（现为10.1M）",
  ],
  [
    "企业基本情况介绍",
    "加密.docx",
    makeDocx({ isEncrypted: true }),
    "设有打开密码",
  ],
  [
    "企业基本情况介绍",
    "残缺.docx",
    makeDocx().subarray(0, 500),
    "已损坏或不完整",
  ],
  ["公章影像", "残图.jpg", makeJpg().subarray(0, 300), "已损坏或不完整"],
  ["公章影像", "残图.png", makePng().subarray(0, 200), "已损坏或不完整"],
  ["公章影像", "其实是.png", makeJpg(), "与扩展名不符"],
];

test("a file that cannot be taken gets its sentence and changes nothing", async ({
  desk,
  clientPage: page,
}) => {
  await openForm(page, desk);
  for (const label of ["企业公函", "企业基本情况介绍"])
    await attach(page, label, sampleFile("pdf", `${label}.pdf`));
  await attach(page, "公章影像", sampleFile("png", "公章影像.png"));

  for (const [label, name, bytes, sentence] of refusals)
    await test.step(`${label}: ${name}, ${sentence}`, async () => {
      const row = fileRow(page, label);
      await chooseFile(page, label, {
        name,
        mimeType: "application/octet-stream",
        bytes,
      });
      const alert = row.getByRole("alert");
      await expect(alert).toContainText(`「${name}」`);
      await expect(alert).toContainText(sentence);
      await expect(alert).toContainText("原来的附件不变");
      await expect(
        row.getByRole("link", { name: new RegExp(`^下载 ${label}`) }),
      ).toBeVisible();
    });
});

test("odd names are kept for display, and are names of files nowhere", async ({
  desk,
  clientPage: page,
}) => {
  await openForm(page, desk);
  const row = fileRow(page, "企业公函");
  const longest = `${"长".repeat(251)}.pdf`;
  for (const [name, onDisk] of [
    ["合同 😀（最终版）.pdf", /^合同 😀（最终版）\.pdf$/],
    ["../../etc/..pdf", /^[^/\\]+\.pdf$/],
    ["CON.pdf", /^_CON\.pdf$/],
    ["nul.PDF", /^_nul\.pdf$/],
    [longest, /^长{60,70}\.pdf$/],
  ] as const)
    await test.step(name, async () => {
      const file = sampleFile("pdf", name, "odd name");
      await chooseFile(page, "企业公函", file);
      await expect(row.getByText(name, { exact: true }).first()).toBeVisible();
      const download = await downloadFrom(row, name);
      expect(download.name).toMatch(onDisk);
      expect(download.bytes.equals(file.bytes)).toBe(true);
    });
});

test("one file in two rows, two files of one name, replacing, removing, dropping and pasting", async ({
  desk,
  clientPage: page,
}) => {
  await openForm(page, desk);
  const letter = fileRow(page, "企业公函");
  const promise = fileRow(page, "企业承诺书");
  const same = sampleFile("pdf", "同一份.pdf", "same");
  const other = sampleFile("pdf", "同一份.pdf", "other");
  const bytesIn = async (row: typeof letter, file: SampleFile) =>
    (await downloadFrom(row, file.name)).bytes.equals(file.bytes);

  await chooseFile(page, "企业公函", same);
  await chooseFile(page, "企业承诺书", same);
  expect(await bytesIn(letter, same)).toBe(true);
  expect(await bytesIn(promise, same)).toBe(true);

  await giveFiles(promise, "drop", [other]);
  await expect
    .poll(async () => bytesIn(promise, other), { timeout: 30_000 })
    .toBe(true);
  expect(await bytesIn(letter, same)).toBe(true);

  await promise.getByRole("button", { name: "删除 同一份.pdf" }).click();
  const question = page.getByRole("dialog", { name: "删除附件" });
  await question.getByRole("button", { name: "删除", exact: true }).click();
  await expect(promise).toContainText("未选择任何文件");
  expect(await bytesIn(letter, same)).toBe(true);

  const pasted = sampleFile("pdf", "粘贴.pdf", "pasted");
  await giveFiles(
    page.getByRole("button", { name: "选择文件 企业承诺书" }),
    "paste",
    [pasted],
  );
  expect(await bytesIn(promise, pasted)).toBe(true);

  // Beside every row: the clerk says where each belongs.
  await giveFiles(page.getByRole("heading", { level: 1 }), "drop", [
    sampleFile("pdf", "企业公函 新.pdf", "new"),
    await noisyPicture(page, "公章影像.jpg", {
      width: 1500,
      height: 1500,
      noise: 60,
    }),
  ]);
  const assignment = page.getByRole("dialog", {
    name: "指定每份文件对应的材料",
  });
  await expect(assignment).toContainText("已有文件，将被替换");
  await expect(assignment).toContainText("附加时可在该项中压缩");
  await assignment.getByRole("button", { name: "附加 2 份" }).click();
  await expect(letter).toContainText("企业公函 新.pdf");
  await expect(
    fileRow(page, "公章影像").getByRole("button", { name: "压缩图片" }),
  ).toBeVisible();
});

test("a file being read stays as it is while the filing behind it is approved", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  const row = await saveFiling(page);
  await signWithPin(await askForSignature(page, row), desk.key.pin);
  await expect(row).toContainText("待审核");
  await row.getByRole("button", { name: "详情" }).click();

  await page.getByRole("button", { name: /^查看 企业公函/ }).click();
  const shown = page.getByRole("dialog", { name: /^查看/ }).locator("iframe");
  const address = await shown.getAttribute("src");
  const id = /[0-9a-f]{8}/.exec(await desk.review("list"))?.[0] ?? "";
  await desk.review("approve", id);
  await expect(page.getByText("审核通过").first()).toBeAttached();
  await expect(shown).toHaveAttribute("src", address ?? "");
});

/** What a reader sees of a jpg: which way it stands and the colour of its edges. */
async function look(page: Page, bytes: Uint8Array) {
  return page.evaluate(async (text) => {
    const content = Uint8Array.from(atob(text), (letter) =>
      letter.charCodeAt(0),
    );
    const { width, height, ...picture } = await drawn(content);
    const colour = (column: number, row: number) => {
      const [red = 0, green = 0, blue = 0] = picture.pen.getImageData(
        Math.floor(column * (width - 1)),
        Math.floor(row * (height - 1)),
        1,
        1,
      ).data;
      if (red > 245 && green > 245 && blue > 245) return "white";
      return red - green > 80 ? "red" : "grey";
    };
    return {
      isUpright: height > width,
      top: colour(0.5, 0.02),
      bottom: colour(0.5, 0.98),
      right: colour(0.98, 0.5),
    };

    async function drawn(jpeg: Uint8Array<ArrayBuffer>) {
      const bitmap = await createImageBitmap(new Blob([jpeg]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const pen = canvas.getContext("2d");
      if (pen === null) throw new Error("no canvas");
      pen.drawImage(bitmap, 0, 0);
      return { pen, width: bitmap.width, height: bitmap.height };
    }
  }, Buffer.from(bytes).toString("base64"));
}
