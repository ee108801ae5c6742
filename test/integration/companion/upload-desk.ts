import { readdirSync, statSync } from "node:fs";
import { createConnection, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { succeed } from "./companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  digestOf,
  signedInEnterprise,
  type TestEnterprise,
} from "./test-enterprise.ts";
import {
  createUpload,
  sendPiece,
  speakTus,
  type TusAnswer,
} from "./tus-client.ts";

export const mebibyte = 1024 * 1024;

/** An API with room for 30 MiB, and an enterprise that sends files to it; both new for each test. */
export interface UploadDesk {
  companion: TestCompanion;
  enterprise: TestEnterprise;
  /** Announces a file. @returns its path */
  begin(bytes: Uint8Array, sha256?: string): Promise<string>;
  send(path: string, offset: number, bytes: Uint8Array): Promise<TusAnswer>;
  head(path: string, token?: string): Promise<TusAnswer>;
  heldOf(sha256: string): Promise<string[]>;
  /** Names of what is growing. */
  incoming(): string[];
  grownBytes(path: string): number;
  /** Begins a PATCH of so many bytes, of which `first` are sent at once. */
  openPiece(path: string, length: number, first: Uint8Array): Socket;
}

export function useUploadDesk(): UploadDesk {
  const desk = {
    begin: async (bytes, sha256 = digestOf(bytes)) => {
      const { location } = await createUpload(
        desk.companion.origin,
        desk.enterprise.token,
        { size: bytes.length, sha256 },
      );
      if (location === null) throw new Error("no upload");
      return location;
    },
    send: (path, offset, bytes) =>
      sendPiece(
        desk.companion.origin,
        desk.enterprise.token,
        path,
        offset,
        bytes,
      ),
    head: (path, token = desk.enterprise.token) =>
      speakTus(desk.companion.origin, { method: "HEAD", path, token }),
    heldOf: async (sha256) =>
      (
        await succeed(desk.companion.request, "heldFiles", {
          body: { sha256: [sha256] },
          token: desk.enterprise.token,
        })
      ).held,
    incoming: () => readdirSync(join(desk.companion.dataDir, "incoming")),
    grownBytes: (path) =>
      statSync(
        join(desk.companion.dataDir, "incoming", path.split("/").at(-1) ?? ""),
      ).size,
    openPiece: (path, length, first) => {
      const { hostname, port } = new URL(desk.companion.origin);
      const socket = createConnection({ host: hostname, port: Number(port) });
      socket.on("error", () => undefined);
      socket.write(
        [
          `PATCH ${path} HTTP/1.1`,
          `Host: ${hostname}`,
          `Authorization: Bearer ${desk.enterprise.token}`,
          "Tus-Resumable: 1.0.0",
          "Upload-Offset: 0",
          "Content-Type: application/offset+octet-stream",
          `Content-Length: ${length}`,
          "",
          "",
        ].join("\r\n"),
      );
      socket.write(first);
      return socket;
    },
  } as UploadDesk;
  beforeEach(async () => {
    desk.companion = await startTestCompanion({ quotaBytes: 30 * mebibyte });
    desk.enterprise = await signedInEnterprise(desk.companion);
  });
  afterEach(() => desk.companion.close());
  return desk;
}
