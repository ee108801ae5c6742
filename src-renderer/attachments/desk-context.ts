import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { FileKind } from "../../src-shared/filings/filing-content.ts";
import type { RowUpload, Uploads } from "./upload-store.ts";

export interface Desk {
  readonly uploads: Uploads;
  /** Asks the clerk which row each file belongs to; an empty list ends the question. */
  readonly assign: (files: readonly File[]) => void;
}

export const DeskContext = createContext<Desk | null>(null);
/** Files that wait to be assigned. */
export const LooseFilesContext = createContext<readonly File[]>([]);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("no desk around this row");
  return desk;
}

export function useUpload(kind: FileKind): RowUpload | undefined {
  return useStore(useDesk().uploads.store, (state) => state[kind]);
}
