import { randomBytes, createHash, randomUUID } from "node:crypto";
import { filingList } from "../../src-main/filings/filing-rows.ts";
import { sweepAttachments } from "../../src-main/attachments/sweep-attachments.ts";
import {
  exampleApproval,
  exampleRecord,
} from "../fixtures/filings/example-record.ts";
import {
  openTestProfile,
  type TestProfile,
} from "../fixtures/storage/open-test-profile.ts";
import { alternate } from "./alternate.ts";
import { benchLine, type BenchLine } from "./bench-line.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const few = { filings: 50, files: 20 };
const times = 10;
const fileBytes = 100_000;

/** The same work with ten times as much: linear is a ratio of ten. */
export async function measureGrowth(): Promise<BenchLine[]> {
  return inTemporaryFolder((small) =>
    inTemporaryFolder(async (large) => {
      const [one, other] = [openTestProfile(small), openTestProfile(large)];
      const lines = [
        await measure("P11-take-filings", one, other, takeFilings, 1),
        await measure("P11-list", one, other, readList, 40),
        await measure("P11-attach-files", one, other, attachFiles, 3),
        await measure("P11-sweep-files", one, other, sweepFiles, 20),
      ];
      one.database.close();
      other.database.close();
      return lines;
    }),
  );
}

type Work = (profile: TestProfile, share: number) => unknown;

async function measure(
  id: string,
  small: TestProfile,
  large: TestProfile,
  work: Work,
  rounds: number,
): Promise<BenchLine> {
  const { productMs, bareMs } = await alternate({
    product: () => work(large, times),
    bare: () => work(small, 1),
    rounds,
    warmUps: 1,
  });
  return benchLine({
    id,
    value: productMs,
    baseline: bareMs,
    unit: "ms",
    goal: `<= ${String(times)}`,
  });
}

/** As they come from the API after a sign-in on a new machine. */
function takeFilings({ filings }: TestProfile, share: number): void {
  for (let index = 0; index < few.filings * share; index++)
    filings.applyServerRecord(
      exampleRecord({
        id: randomUUID(),
        state: "void",
        approval: exampleApproval(),
      }),
    );
}

function readList({ filings, now }: TestProfile): unknown {
  return filingList(filings.list(), { now: now(), progressOf: () => null });
}

async function attachFiles(
  { attachments }: TestProfile,
  share: number,
): Promise<void> {
  for (let index = 0; index < few.files * share; index++) {
    const bytes = randomBytes(fileBytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await attachments.put(sha256, bytes);
  }
}

/** At every start. */
function sweepFiles({
  database,
  attachmentFolder,
  now,
}: TestProfile): Promise<unknown> {
  return sweepAttachments(database, attachmentFolder, now(), []);
}
