import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import type { RouteHandlers } from "../http/route-handlers.ts";
import { roomsOf } from "./file-rooms.ts";
import { findHeldFiles, findVisibleFile } from "./file-store.ts";
import { isWhole } from "./lost-files.ts";

export function fileRoutes(
  parts: CompanionParts,
): Pick<RouteHandlers, "heldFiles" | "file"> {
  const { database, files } = parts;
  return {
    heldFiles: async ({ body, session }) => {
      const { readable } = roomsOf(session);
      const held = await findHeldFiles(database, readable, body.sha256);
      return { held: [...new Set(held.map(({ sha256 }) => sha256))] };
    },
    file: async ({ params, session, reply }) => {
      const file = await findVisibleFile(database, params.sha256, session);
      if (file === undefined || !(await isWhole(parts, file)))
        throw new ProblemError("file-not-found");
      // Uploaded by strangers: never to be shown as a page of this origin.
      void reply
        .type("application/octet-stream")
        .header("content-length", file.size)
        .header("content-disposition", "attachment")
        .header("x-content-type-options", "nosniff");
      return files.read(file.room, file.sha256);
    },
  };
}
