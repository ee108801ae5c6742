import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sweepFiles } from "../../../src-companion/files/sweep-files.ts";
import { openFileShelf } from "../../../src-companion/files/file-shelf.ts";
import { makeJpg, makePdf, makePng } from "../../fixtures/files/make-files.ts";
import { dayMs } from "./start-test-companion.ts";
import {
  digestOf,
  save,
  signedInEnterprise,
  submit,
} from "./test-enterprise.ts";
import { uploadWhole } from "./tus-client.ts";
import { useUploadDesk } from "./upload-desk.ts";

const desk = useUploadDesk();

describe("the daily sweep", () => {
  it("drops what was announced and never begun after a day, and keeps what goes on", async () => {
    const bytes = makePdf({ bytes: 2000 });
    const begun = await desk.begin(bytes);
    await desk.send(begun, 0, bytes.subarray(0, 1000));
    await desk.begin(makePng());
    desk.companion.advance(dayMs + 1);
    desk.enterprise = await signedInEnterprise(desk.companion);
    await desk.begin(makeJpg());
    const { database, dataDir, clock } = desk.companion;
    await sweepFiles({
      database,
      files: openFileShelf(dataDir),
      now: () => clock.now,
    });
    const rows = await database
      .selectFrom("uploads")
      .select("sha256")
      .orderBy("created_at")
      .execute();
    expect(rows.map(({ sha256 }) => sha256)).toEqual([
      digestOf(bytes),
      digestOf(makeJpg()),
    ]);
  });

  it("drops abandoned uploads and files nothing names, and keeps every other", async () => {
    const [loose, named] = [
      makePdf({ text: "loose" }),
      makePdf({ text: "shared document" }),
    ];
    await uploadWhole(desk.companion.origin, desk.enterprise.token, loose);
    await submit(
      desk.companion,
      desk.enterprise,
      await save(desk.companion, desk.enterprise),
    );
    await desk.begin(makePdf({ text: "abandoned" }));
    desk.companion.advance(31 * dayMs);
    const files = openFileShelf(desk.companion.dataDir);
    await sweepFiles({
      database: desk.companion.database,
      files,
      now: () => desk.companion.clock.now,
    });
    const rows = await desk.companion.database
      .selectFrom("files")
      .select("sha256")
      .execute();
    const pathOf = (bytes: Uint8Array): string =>
      join(
        desk.companion.dataDir,
        "files",
        desk.enterprise.uscc,
        digestOf(bytes).slice(0, 2),
        digestOf(bytes),
      );
    expect({
      rows: rows.length,
      loose: existsSync(pathOf(loose)),
      named: existsSync(pathOf(named)),
      incoming: desk.incoming(),
    }).toEqual({ rows: 2, loose: false, named: true, incoming: [] });
  });
});
