import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import { isSubmit, useSyncDesk } from "./sync-desk.ts";
import { waitAtMost, type Machine } from "./trial-machine.ts";

vi.setConfig({ testTimeout: 60_000 });

const desk = useSyncDesk();

/** Signed while the API is away, and held as after a restore. */
async function heldSubmission(): Promise<{
  machine: Machine;
  submissionId: string;
}> {
  const machine = await desk.start();
  await desk.saved(machine);
  await desk.network.stopApi();
  const submissionId = await machine.submit(desk.filingId);
  machine.filings().holdUnsent();
  await desk.network.startApi();
  machine.sync.retryNow();
  await vi.waitFor(() => {
    expect(machine.sync.state().connection.kind).toBe("online");
  }, waitAtMost);
  return { machine, submissionId };
}

describe("what a restored backup holds as waiting", () => {
  it("stays where it is, also at 立即重试, and goes at 确认发送", async () => {
    const { machine, submissionId } = await heldSubmission();
    machine.sync.retryNow();
    // It stands behind the held one; when the API has judged it, that one was passed over.
    const other = randomUUID();
    machine.filings().save(other, exampleFiling());
    machine.sync.nudge();
    await machine.until(
      other,
      (filing) => filing?.failure !== null || filing.pending === null,
    );
    expect(machine.filings().get(desk.filingId)).toMatchObject({
      outgoing: { submissionId, isHeld: true },
    });
    expect(desk.network.submissionsKept().ids).toEqual([]);
    machine.filings().sendHeld(desk.filingId);
    machine.sync.nudge();
    await desk.accepted(machine);
    expect(desk.network.submissionsKept().ids).toEqual([submissionId]);
  });

  it("is gone for good at 取消发送", async () => {
    const { machine } = await heldSubmission();
    await machine.cancelSending(desk.filingId);
    expect(machine.filings().get(desk.filingId)).toMatchObject({
      failure: null,
      outgoing: null,
      state: "to-submit",
    });
  });

  it("takes its receipt by itself where it had arrived before", async () => {
    const machine = await desk.start();
    await desk.saved(machine);
    desk.network.proxy.fault = (request) =>
      isSubmit(request) ? "lose-answer" : "none";
    const submissionId = await machine.submit(desk.filingId);
    await vi.waitFor(() => {
      expect(desk.network.submissionsKept().ids).toEqual([submissionId]);
    }, waitAtMost);
    machine.filings().holdUnsent();
    desk.network.proxy.fault = () => "none";
    await machine.until(
      desk.filingId,
      (filing) => filing?.receipt?.claims.submissionId === submissionId,
    );
    expect(machine.filings().get(desk.filingId)?.failure).toBeNull();
  });

  it("deletes nothing until that is confirmed, and nothing at all at 撤销删除", async () => {
    const machine = await desk.start();
    await desk.saved(machine);
    await desk.network.stopApi();
    machine.filings().delete(desk.filingId);
    machine.filings().holdUnsent();
    await desk.network.startApi();
    machine.sync.retryNow();
    await vi.waitFor(() => {
      expect(machine.sync.state().connection.kind).toBe("online");
    }, waitAtMost);
    machine.filings().undoDelete(desk.filingId);
    machine.sync.nudge();
    expect(machine.filings().get(desk.filingId)).toMatchObject({
      failure: null,
      pending: null,
      state: "to-submit",
    });
    machine.filings().delete(desk.filingId);
    machine.filings().holdUnsent();
    machine.filings().sendHeld(desk.filingId);
    machine.sync.nudge();
    await machine.until(desk.filingId, (filing) => filing === null);
  });

  it("stays held where the save beside it turns out to have arrived", async () => {
    const machine = await desk.start();
    await desk.saved(machine);
    await desk.network.stopApi();
    await machine.save(desk.filingId, { street: "改过的街" });
    const cancelled = await machine.submit(desk.filingId);
    const { database } = machine.parts;
    const backup = mkdtempSync(join(tmpdir(), "held-"));
    cpSync(machine.profile, backup, { recursive: true });
    for (const ending of ["", "-wal", "-shm"])
      rmSync(join(backup, `client.db${ending}`), { force: true });
    await database.backup(join(backup, "client.db"));
    await machine.cancelSending(desk.filingId);
    await desk.network.startApi();
    machine.sync.retryNow();
    await machine.until(desk.filingId, (filing) => filing?.pending === null);
    await desk.stop(machine);
    await desk.network.stopApi();

    const restored = await desk.start(backup);
    restored.filings().holdUnsent();
    await desk.stop(restored);
    await desk.network.startApi();
    const held = await desk.start(backup);
    await held.until(desk.filingId, (filing) => filing?.pending === null);
    const other = randomUUID();
    held.filings().save(other, exampleFiling());
    held.sync.nudge();
    await held.until(
      other,
      (filing) => filing?.failure !== null || filing.pending === null,
    );
    expect([
      held.filings().get(desk.filingId)?.outgoing,
      desk.network.submissionsKept().ids,
    ]).toMatchObject([{ submissionId: cancelled, isHeld: true }, []]);
  });
});
