import { useEffect } from "react";

/** Marks a place that takes files itself. */
export const takesFiles = "data-takes-files";

/**
 * Files dropped beside a row would make the browser leave the page, and pasted ones would be lost: both are caught
 * and offered for assignment. While a dialog is open they are caught and left: its question comes first.
 */
export function useLooseFiles(onFiles: (files: readonly File[]) => void): void {
  useEffect(() => {
    const isTaken = ({ target }: Event) =>
      target instanceof Element &&
      target.closest(`[${takesFiles}], #overlays`) !== null;
    const onDragOver = (event: DragEvent) => {
      if (hasFiles(event.dataTransfer)) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      if (!isTaken(event)) onFiles(filesOf(event.dataTransfer));
    };
    const onPaste = (event: ClipboardEvent) => {
      const files = filesOf(event.clipboardData);
      if (files.length === 0) return;
      event.preventDefault();
      if (!isTaken(event)) onFiles(files);
    };
    window.addEventListener("dragover", onDragOver);
    window.addEventListener("drop", onDrop);
    window.addEventListener("paste", onPaste);
    return () => {
      window.removeEventListener("dragover", onDragOver);
      window.removeEventListener("drop", onDrop);
      window.removeEventListener("paste", onPaste);
    };
  }, [onFiles]);
}

function hasFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes("Files") === true;
}

/** Office programs put a picture of the text beside the text itself: then the text is meant, and no file. */
export function filesOf(transfer: DataTransfer | null): File[] {
  if (transfer === null || transfer.types.includes("text/plain")) return [];
  return [...transfer.files];
}
