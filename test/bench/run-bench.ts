import type { BenchLine, ProofLine } from "./bench-line.ts";

type Measure = () => Promise<readonly (BenchLine | ProofLine)[]>;

const measures: Readonly<Record<string, () => Promise<Measure>>> = {
  D1: async () => (await import("./d1-typing.ts")).proveTyping,
  D3: async () => (await import("./d3-sending.ts")).proveSending,
  P1: async () => (await import("./p1-autosave.ts")).measureAutosave,
  P2: async () => (await import("./p2-signing.ts")).measureSigning,
  P3: async () => (await import("./p3-attaching.ts")).measureAttaching,
  P4: async () => (await import("./p4-upload.ts")).measureUpload,
  P5: async () => (await import("./p5-lists.ts")).measureLists,
  P6: async () => (await import("./p6-form.ts")).measureForm,
  P7: async () => (await import("./p7-saves.ts")).measureSaves,
  P8: async () => (await import("./p8-verification.ts")).measureVerification,
  P9: async () => (await import("./p9-start.ts")).measureStart,
  P11: async () => (await import("./p11-growth.ts")).measureGrowth,
  P12: async () => (await import("./p12-key-recovery.ts")).measureKeyRecovery,
  "KEY-REMOVAL": async () =>
    (await import("./key-removal.ts")).measureKeyRemoval,
  "KEY-WALKS": async () => (await import("./key-walks.ts")).measureKeyWalks,
  P10: async () => (await import("./p10-memory.ts")).measureMemory,
};

/** Half an hour and more, or a part of another one. */
const onlyWhenAsked = new Set(["D1", "D3", "KEY-REMOVAL", "KEY-WALKS"]);

const asked = process.argv.slice(2);
const unknown = asked.filter((id) => !(id in measures));
if (unknown.length > 0) {
  console.error(
    `没有这些测量：${unknown.join("、")}。可选：${Object.keys(measures).join("、")}。`,
  );
  process.exit(2);
}
for (const [id, load] of Object.entries(measures)) {
  if (asked.length > 0 ? !asked.includes(id) : onlyWhenAsked.has(id)) continue;
  try {
    const measure = await load();
    for (const line of await measure()) console.log(JSON.stringify(line));
  } catch (error) {
    // The others still have something to say.
    console.error(`${id} 没有完成：`, error);
    process.exitCode = 1;
  }
}
