import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { joinDraftFiles } from "../../../src-main/application/join-draft-files.ts";
import type { PersonDesk } from "../../../src-main/application/person-desk.ts";
import { eraseUnnamedAttachments } from "../../../src-main/attachments/sweep-attachments.ts";
import { judgeDraftFile } from "../../../src-main/draft-files/read-draft-file.ts";
import { writeDraftFile } from "../../../src-main/draft-files/write-draft-file.ts";
import type { DraftFileNeeds } from "../../../src-main/draft-files/handle-draft-files.ts";
import { fileLabels } from "../../../src-renderer/text/field-labels.ts";
import { filesOfCategory } from "../../../src-shared/filings/file-lists.ts";
import type { FilingContent } from "../../../src-shared/filings/filing-content.ts";
import { makeJpg, makePdf } from "../../fixtures/files/make-files.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import { exampleFilingId as id } from "../../fixtures/filings/example-record.ts";
import { lookOnAsNobody } from "../../fixtures/storage/profile-faults.ts";
import {
  openTestProfile,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";

const passphrase = "荣华中路 Tulip-47 雨伞";
const empty: FilingContent["files"] = Object.fromEntries(
  Object.keys(fileLabels).map((kind) => [kind, null]),
) as FilingContent["files"];

let folder: string;
let path: string;
const profiles: TestProfile[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "draft-files-"));
  path = join(folder, "草稿.ucfd");
});
afterEach(() => {
  for (const profile of profiles.splice(0)) profile.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** A machine of its own, somebody signed in, and a host whose file dialogs answer `path`. */
function startMachine(
  uscc = "99999901400000563P",
  change: Partial<Omit<DraftFileNeeds, "desk">> = {},
) {
  const profile = openTestProfile(undefined, `identity ${profiles.length}`);
  profiles.push(profile);
  const { filings, attachments } = profile;
  const told: number[] = [];
  const desk = { person: { uscc }, filings, attachments };
  const files = joinDraftFiles({
    desk: { current: () => desk } as unknown as PersonDesk,
    attachments: { bringHere: async () => undefined },
    chooseExportFile: async () => path,
    chooseImportFile: async () => path,
    onProgress: ({ doneBytes, totalBytes }) =>
      told.push(Math.round((doneBytes / totalBytes) * 100)),
    onChanged: () => undefined,
    now: profile.now,
    ...change,
  });
  const drafts = () =>
    filings.list().map(({ state, content }) => ({ state, content }));
  return { ...files, profile, told, drafts };
}
/** The files that stay when the sweep of two days later was here. */
async function filesAfterSweep({ profile }: Machine): Promise<unknown[]> {
  const { attachments, filings } = profile;
  const later = new Date(profile.now().getTime() + 2 * 24 * 60 * 60 * 1000);
  const named = () => filings.namedFiles();
  await eraseUnnamedAttachments(attachments, named, later);
  return attachments.list();
}

type Machine = ReturnType<typeof startMachine>;

/** A draft with these files in the rows that take them; typed here. */
async function writeDraft(
  { profile }: Machine,
  files: readonly { kind: keyof typeof empty; bytes: Uint8Array }[],
): Promise<FilingContent> {
  const named = { ...empty };
  for (const { kind, bytes } of files) {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await profile.attachments.put(sha256, bytes);
    const isPdf = bytes[0] === 0x25;
    named[kind] = {
      fileName: `${fileLabels[kind]} 😀.${isPdf ? "pdf" : "jpg"}`,
      size: bytes.length,
      mediaType: isPdf ? "application/pdf" : "image/jpeg",
      sha256,
    };
  }
  const content = { ...exampleFiling("distributor"), files: named };
  profile.filings.keep(id, content);
  return content;
}

const letter = () => [
  { kind: "officialLetter" as const, bytes: makePdf({ text: "公函" }) },
  { kind: "commitmentLetter" as const, bytes: makePdf({ text: "承诺书" }) },
];

/** Exported once for all: the key takes its time on purpose. */
let exported: Buffer | null = null;
async function exportOne(): Promise<Buffer> {
  if (exported === null) {
    const machine = startMachine();
    await writeDraft(machine, letter());
    await machine.handlers["draft-files.export"]({ filingId: id, passphrase });
    exported = readFileSync(path);
  }
  writeFileSync(path, exported);
  return exported;
}

async function chooseAndImport({ handlers }: Machine, typed = passphrase) {
  await handlers["draft-files.choose"]({});
  return handlers["draft-files.import"]({ passphrase: typed });
}

describe("a draft as one file", () => {
  it("carries the form and 13 files up to the largest sizes to another machine, byte for byte", async () => {
    const here = startMachine();
    const rows = filesOfCategory("distributor");
    const content = await writeDraft(
      here,
      rows.map(({ kind, limit, types }, index) => ({
        kind,
        bytes: types.includes("pdf")
          ? makePdf({ text: `${index}`, bytes: index % 4 === 0 ? limit : 9000 })
          : makeJpg({ text: `${index}`, bytes: limit }),
      })),
    );
    const written = await here.handlers["draft-files.export"]({
      filingId: id,
      passphrase,
    });
    const there = startMachine();
    const chosen = await there.handlers["draft-files.choose"]({});
    // Typed with another input method: full width, composed differently.
    await there.handlers["draft-files.import"]({
      passphrase: "荣华中路 Ｔｕｌｉｐ－４７ 雨伞",
    });
    const whole = new Set<boolean>();
    for (const file of Object.values(content.files))
      if (file !== null)
        whole.add(await there.profile.attachments.isWhole(file.sha256));
    expect({
      rows: rows.length,
      written,
      chosen: chosen.kind,
      drafts: there.drafts(),
      whole,
      crash:
        (there.profile.filings.rescueAfterCrash(),
        there.profile.filings.rescued()),
      told: [here.told.at(-1), there.told.at(-1), there.told.length > 50],
      left: readdirSync(folder),
    }).toEqual({
      rows: 13,
      written: { kind: "written", fileName: "草稿.ucfd" },
      chosen: "chosen",
      drafts: [{ state: "draft", content }],
      whole: new Set([true]),
      crash: [],
      told: [100, 100, true],
      left: ["草稿.ucfd"],
    });
  }, 60_000);

  it("carries what an older form left to be looked at", async () => {
    const here = startMachine();
    const toCheck = [{ place: "provinceCode", formerly: "旧路" }] as const;
    const content = { ...exampleFiling("distributor"), files: empty };
    here.profile.filings.addDraft(id, content, toCheck);
    await here.handlers["draft-files.export"]({ filingId: id, passphrase });
    const there = startMachine();
    await chooseAndImport(there);
    expect(there.profile.filings.list().map((each) => each.toCheck)).toEqual([
      toCheck,
    ]);
  });

  it("says nothing in clear of what is in it", async () => {
    const bytes = await exportOne();
    const secrets = ["99999901400000563P", "小潘", "测试企业", "%PDF", "公函"];
    expect(secrets.filter((secret) => bytes.includes(secret))).toEqual([]);
  });

  it("is what was typed last, and stays away from a 变更 and from what is under review", async () => {
    const here = startMachine();
    const { filings } = here.profile;
    const content = await writeDraft(here, letter());
    filings.save(id, content);
    const typed = {
      ...content,
      fields: { ...content.fields, street: "新街口" },
    };
    filings.keep(id, typed);
    await here.handlers["draft-files.export"]({ filingId: id, passphrase });
    const there = startMachine();
    await chooseAndImport(there);
    expect(there.drafts()).toEqual([{ state: "draft", content: typed }]);
  });

  it("is refused a passphrase that is easily guessed", async () => {
    const here = startMachine();
    await writeDraft(here, []);
    for (const weak of [
      "Ab1!",
      "1234567890",
      "aaaaaaaaaaaaaaaa",
      "13811111111",
      // Typed in full-width mode; the key is made of plain digits.
      "１３５７９２４６８０",
    ])
      await expect(
        here.handlers["draft-files.export"]({ filingId: id, passphrase: weak }),
      ).rejects.toThrow("draft-file-passphrase-weak");
    expect(existsSync(path)).toBe(false);
  });
});

describe("a file that cannot be imported", () => {
  const spoilt: readonly (readonly [
    string,
    (bytes: Buffer) => Uint8Array,
    string,
  ])[] = [
    ["something else", () => randomBytes(5000), "draft-file-not-one"],
    ["an empty file", () => Buffer.alloc(0), "draft-file-not-one"],
    ["of a newer version", (bytes) => flip(bytes, 4), "draft-file-too-new"],
    ["cut in the header", (bytes) => bytes.subarray(0, 60), "draft-file-cut"],
    ["cut by a byte", (bytes) => bytes.subarray(0, -1), "draft-file-cut"],
    [
      "with more behind it",
      (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]),
      "draft-file-damaged",
    ],
    ["with another salt", (bytes) => flip(bytes, 12), "draft-file-damaged"],
    ["with another length", (bytes) => flip(bytes, 46), "draft-file-damaged"],
    ["with another check", (bytes) => flip(bytes, 60), "draft-file-damaged"],
    ["damaged in the form", (bytes) => flip(bytes, 200), "draft-file-damaged"],
    [
      "damaged at its end",
      (bytes) => flip(bytes, bytes.length - 1),
      "draft-file-damaged",
    ],
  ];

  it("is told what is wrong with it, and nothing is changed", async () => {
    const whole = await exportOne();
    const there = startMachine();
    const said: string[] = [];
    for (const [, spoil] of spoilt) {
      writeFileSync(path, spoil(Buffer.from(whole)));
      said.push(await chooseAndImport(there).then(String, messageOf));
    }
    writeFileSync(path, whole);
    said.push(
      await chooseAndImport(there, "another one").then(String, messageOf),
    );
    expect([said, there.drafts(), await filesAfterSweep(there)]).toEqual([
      [...spoilt.map(([, , code]) => code), "draft-file-passphrase-wrong"],
      [],
      [],
    ]);
    // The passphrase can be typed again without choosing the file once more.
    await there.handlers["draft-files.import"]({ passphrase });
    expect(there.drafts()).toHaveLength(1);
  }, 60_000);

  it("is refused to another enterprise, and beside an application under way", async () => {
    await exportOne();
    const stranger = startMachine("91110000MA0000000X");
    const busy = startMachine();
    busy.profile.filings.keep(id, exampleFiling());
    const said = [
      await chooseAndImport(stranger).then(String, messageOf),
      await chooseAndImport(busy).then(String, messageOf),
    ];
    expect([
      said,
      stranger.drafts(),
      stranger.profile.attachments.list(),
      busy.drafts().length,
    ]).toEqual([
      ["draft-file-other-enterprise", "filing-application-under-way"],
      [],
      [],
      1,
    ]);
  });

  it("is refused whole where one of its files is none that its row takes", async () => {
    const here = startMachine();
    const text = Buffer.from("MZ this was a program");
    await writeDraft(here, [
      ...letter(),
      { kind: "financialProof", bytes: text },
    ]);
    await here.handlers["draft-files.export"]({ filingId: id, passphrase });
    const there = startMachine();
    await expect(chooseAndImport(there)).rejects.toThrow("attachment-");
    expect([there.drafts(), await filesAfterSweep(there)]).toEqual([[], []]);
  });
});

describe("an export or import that is cancelled", () => {
  it("leaves what stood there before, and no part of a file", async () => {
    writeFileSync(path, "what stood there before");
    const here: Machine = startMachine(undefined, {
      onProgress: () => {
        void here.handlers["draft-files.cancel"]({});
      },
    });
    await writeDraft(here, letter());
    await expect(
      here.handlers["draft-files.export"]({ filingId: id, passphrase }),
    ).rejects.toThrow("draft-file-cancelled");
    expect([readdirSync(folder), readFileSync(path, "utf8")]).toEqual([
      ["草稿.ucfd"],
      "what stood there before",
    ]);
  });

  it("leaves files that are swept later, and none that a form attached meanwhile; signing out cancels too", async () => {
    const here = startMachine();
    const first = letter()[0]?.bytes ?? Buffer.of();
    const sha256 = createHash("sha256").update(first).digest("hex");
    const second = makePdf({ text: "一", bytes: 300_000 });
    await writeDraft(here, [
      ...letter(),
      { kind: "premisesProof", bytes: second },
    ]);
    await here.handlers["draft-files.export"]({ filingId: id, passphrase });
    const attaching: Promise<void>[] = [];
    const there: Machine = startMachine(undefined, {
      onProgress: () => {
        const { attachments } = there.profile;
        if (!attachments.has(sha256)) return;
        attaching.push(attachments.put(sha256, first));
        there.stop();
      },
    });
    await expect(chooseAndImport(there)).rejects.toThrow(
      "draft-file-cancelled",
    );
    await Promise.all(attaching);
    expect([
      there.drafts(),
      attaching.length > 0,
      there.profile.attachments.has(sha256),
      await filesAfterSweep(there),
    ]).toEqual([[], true, true, []]);
    await expect(
      there.handlers["draft-files.import"]({ passphrase }),
    ).rejects.toThrow("draft-file-gone");
  });

  it("nothing is written where the clerk closes the host's dialog or the disk refuses", async () => {
    const closed = startMachine(undefined, {
      chooseExportFile: async () => null,
    });
    await writeDraft(closed, []);
    const refused = startMachine(undefined, {
      chooseExportFile: async () => join(folder, "no such folder", "x.ucfd"),
    });
    await writeDraft(refused, []);
    expect([
      await closed.handlers["draft-files.export"]({ filingId: id, passphrase }),
      await Promise.resolve(
        refused.handlers["draft-files.export"]({ filingId: id, passphrase }),
      ).then(String, messageOf),
      readdirSync(folder),
    ]).toEqual([{ kind: "not-chosen" }, "draft-file-not-written", []]);
  });
});

it("stands there where only its folder cannot be put on disk", async () => {
  const open = join(folder, "open to write, not to read");
  mkdirSync(open);
  chmodSync(open, 0o333);
  chmodSync(folder, 0o755);
  const file = join(open, "草稿.ucfd");
  const backToRoot = lookOnAsNobody();
  try {
    const content = { ...exampleFiling(), files: empty };
    const read = () => [] as never;
    await writeDraftFile(
      { path: file, passphrase, form: { content, toCheck: [] }, read },
      { throwIfCancelled: () => undefined, tell: () => undefined },
    );
  } finally {
    backToRoot();
    chmodSync(open, 0o755);
  }
  expect(await judgeDraftFile(file)).toMatchObject({
    size: expect.any(Number) as unknown,
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  return bytes;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
