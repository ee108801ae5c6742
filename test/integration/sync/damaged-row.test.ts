import { randomUUID } from "node:crypto";
import { expect, it, vi } from "vitest";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import { useSyncDesk } from "./sync-desk.ts";

vi.setConfig({ testTimeout: 60_000 });

const desk = useSyncDesk();

it("a submission that does not open stays where it is, and the other filings go on", async () => {
  const machine = await desk.start();
  await desk.saved(machine);
  await desk.network.stopApi();
  // A save and a submission that rests on it, refused once.
  await machine.save(desk.filingId, { businessScope: "改过" });
  await machine.submit(desk.filingId);
  machine
    .filings()
    .markFailure(desk.filingId, { code: "filing-version-conflict" });
  machine.parts.database.exec("UPDATE submissions SET sealed = zeroblob(100)");
  const other = randomUUID();
  machine.filings().save(other, exampleFiling());
  await desk.network.startApi();
  machine.sync.retryNow();
  await machine.until(
    other,
    (filing) => filing?.failure !== null || filing.pending === null,
  );
  const kept = machine.parts.database
    .prepare("SELECT state FROM submissions")
    .pluck()
    .all();
  expect([machine.sync.state().connection, kept]).toEqual([
    { kind: "online" },
    ["queued"],
  ]);
});
