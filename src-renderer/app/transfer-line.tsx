import { Progress } from "antd";
import type { Transfer } from "../../src-shared/sync/sync-procedures.ts";
import { syncText } from "../text/frame-text.ts";
import { saySize, sayWait } from "../text/say-time.ts";

/** File n of m, percent, speed, time left; and each file that is on its way. */
export function TransferLine({ transfer }: { transfer: Transfer }) {
  const { purpose, sentFiles, totalFiles, files } = transfer;
  const { sentBytes, totalBytes } = transfer;
  if (totalFiles === 0) return <p>{syncText.purpose[purpose]}</p>;
  return (
    <section className="stack-tight" aria-label={syncText.now}>
      <p>
        {syncText.purpose[purpose]}
        {sentFiles === totalFiles
          ? syncText.allFiles(totalFiles)
          : syncText.fileOf(sentFiles + 1, totalFiles)}
      </p>
      {totalBytes > 0 && (
        <Progress
          percent={Math.floor((sentBytes / totalBytes) * 100)}
          aria-label={syncText.progress}
        />
      )}
      {totalBytes > 0 && <p className="quiet">{sayAmount(transfer)}</p>}
      {files.length > 0 && (
        <ul className="sync-files">
          {files.map((file) => (
            <li key={file.sha256}>
              <span>{file.fileName}</span>
              <span>{Math.floor((file.sentBytes / file.size) * 100)}%</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function sayAmount(transfer: Transfer): string {
  const { sentBytes, totalBytes, bytesPerSecond, secondsLeft } = transfer;
  return [
    syncText.bytesOf(saySize(sentBytes), saySize(totalBytes)),
    ...(bytesPerSecond === null
      ? []
      : [syncText.perSecond(saySize(bytesPerSecond))]),
    ...(secondsLeft === null ? [] : [syncText.timeLeft(sayWait(secondsLeft))]),
  ].join("，");
}
