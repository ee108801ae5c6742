import { createStore, type StoreApi } from "zustand/vanilla";
import { requirementOf } from "../../src-shared/filings/file-lists.ts";
import type {
  Attachment,
  FileKind,
} from "../../src-shared/filings/filing-content.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { problemOf } from "../ui/problem-of.ts";
import { canBeShrunk, judgeBeforeSending } from "./judge-before-sending.ts";
import { sendFile, type SendingPorts } from "./send-file.ts";

/** What a row does beside the file it holds. */
export type RowUpload =
  | {
      readonly kind: "running";
      readonly fileName: string;
      readonly size: number;
      readonly sent: number;
    }
  | {
      readonly kind: "refused";
      readonly fileName: string;
      readonly size: number;
      readonly problem: Problem;
      /** The file itself where shrinking it may help. */
      readonly picture: File | null;
    };

export type UploadState = Partial<Record<FileKind, RowUpload>>;

export interface Uploads {
  readonly store: StoreApi<UploadState>;
  /** Takes the place of an upload that runs in this row. */
  start(kind: FileKind, file: File): void;
  cancel(kind: FileKind): void;
  forget(kind: FileKind): void;
  /** Something else found out that this row cannot take the file. */
  refuse(kind: FileKind, file: File, problem: Problem): void;
  cancelAll(): void;
  /** Returns the function that stops listening. */
  onAttach(listener: AttachListener): () => void;
}

type AttachListener = (kind: FileKind, attachment: Attachment) => void;

export function createUploads(ports: SendingPorts): Uploads {
  const listeners = new Set<AttachListener>();
  const store = createStore<UploadState>(() => ({}));
  const running = new Map<FileKind, AbortController>();

  const set = (kind: FileKind, upload: RowUpload | undefined) => {
    const { [kind]: before, ...others } = store.getState();
    if (before !== upload)
      store.setState(
        upload === undefined ? others : { ...others, [kind]: upload },
        true,
      );
  };

  const refuse = (kind: FileKind, file: File, problem: Problem) =>
    set(kind, {
      kind: "refused",
      fileName: file.name,
      size: file.size,
      problem,
      picture: canBeShrunk(file, problem) ? file : null,
    });

  async function run(kind: FileKind, file: File): Promise<void> {
    const about = { fileName: file.name, size: file.size };
    const abort = new AbortController();
    running.set(kind, abort);
    const isCurrent = () => running.get(kind) === abort;
    const onSent = (sent: number) => {
      if (isCurrent()) set(kind, { kind: "running", ...about, sent });
    };
    onSent(0);
    try {
      const attachment = await sendFile(
        ports,
        file,
        kind,
        onSent,
        abort.signal,
      );
      if (!isCurrent()) return;
      set(kind, undefined);
      for (const listener of listeners) listener(kind, attachment);
    } catch (error) {
      if (isCurrent() && !abort.signal.aborted)
        refuse(kind, file, problemOf(error));
    } finally {
      if (isCurrent()) running.delete(kind);
    }
  }

  function cancel(kind: FileKind): void {
    running.get(kind)?.abort();
    running.delete(kind);
    set(kind, undefined);
  }

  return {
    store,
    start(kind, file) {
      cancel(kind);
      const problem = judgeBeforeSending(file, requirementOf(kind));
      if (problem === null) void run(kind, file);
      else refuse(kind, file, problem);
    },
    cancel,
    refuse,
    forget: (kind) => set(kind, undefined),
    onAttach(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    cancelAll() {
      for (const kind of [...running.keys()]) cancel(kind);
    },
  };
}

export function isAnyRunning(state: UploadState): boolean {
  return Object.values(state).some(({ kind }) => kind === "running");
}
