import { describe, expect, it } from "vitest";
import { otherUscc, signedInEnterprise } from "./test-enterprise.ts";
import { createUpload, speakTus } from "./tus-client.ts";
import { mebibyte, useUploadDesk } from "./upload-desk.ts";

const desk = useUploadDesk();

describe("room for uploads", () => {
  it("may be 10 MiB and not a byte more", async () => {
    const limit = 10 * mebibyte;
    const answers = [];
    for (const size of [limit, limit + 1]) {
      answers.push(
        await createUpload(desk.companion.origin, desk.enterprise.token, {
          size,
          sha256: "0".repeat(64),
        }),
      );
    }
    expect(answers.map(({ status, code }) => [status, code])).toEqual([
      [201, null],
      [413, "file-too-large"],
    ]);
  });

  it("is refused beyond the room of its enterprise, announced bytes counted", async () => {
    const announce = () =>
      createUpload(desk.companion.origin, desk.enterprise.token, {
        size: 10 * mebibyte,
        sha256: "0".repeat(64),
      });
    for (let each = 0; each < 3; each += 1)
      expect((await announce()).status).toBe(201);
    expect(await announce()).toMatchObject({
      status: 413,
      code: "file-quota-exceeded",
    });
    const other = await signedInEnterprise(desk.companion, otherUscc);
    expect(
      (
        await createUpload(desk.companion.origin, other.token, {
          size: 1,
          sha256: "0".repeat(64),
        })
      ).status,
    ).toBe(201);
  });

  it("does not count what the disk has lost, which could never come back", async () => {
    const room = desk.enterprise.uscc;
    const at = desk.companion.clock.now.toISOString();
    await desk.companion.database
      .insertInto("files")
      .values({
        room,
        sha256: "1".repeat(64),
        size: 30 * mebibyte,
        file_type: "pdf",
        received_at: at,
        lost_at: at,
      })
      .execute();
    const { status } = await createUpload(
      desk.companion.origin,
      desk.enterprise.token,
      { size: 10 * mebibyte, sha256: "1".repeat(64) },
    );
    expect(status).toBe(201);
  });

  it("is refused room that others at the same moment take", async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        createUpload(desk.companion.origin, desk.enterprise.token, {
          size: 10 * mebibyte,
          sha256: "0".repeat(64),
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  });

  it("is refused while 200 others of its enterprise are unfinished", async () => {
    const unfinished = Array.from({ length: 199 }, (_, each) => ({
      id: `unfinished-${each}`,
      room: desk.enterprise.uscc,
      sha256: "0".repeat(64),
      size: 1,
      file_name: "文件.pdf",
      created_at: desk.companion.clock.now.toISOString(),
    }));
    await desk.companion.database
      .insertInto("uploads")
      .values(unfinished)
      .execute();
    const announce = ({ token } = desk.enterprise) =>
      createUpload(desk.companion.origin, token, {
        size: 1,
        sha256: "0".repeat(64),
      });
    const { status, location } = await announce();
    expect(status).toBe(201);
    expect(await announce()).toMatchObject({
      status: 429,
      code: "uploads-too-many",
    });
    const other = await signedInEnterprise(desk.companion, otherUscc);
    expect((await announce(other)).status).toBe(201);
    await speakTus(desk.companion.origin, {
      method: "DELETE",
      path: location ?? "",
      token: desk.enterprise.token,
    });
    expect((await announce()).status).toBe(201);
  });
});
