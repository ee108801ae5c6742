import { Button } from "antd";
import { useState } from "react";
import { fileLabels } from "../text/field-labels.ts";
import { kindLabels } from "../text/filing-list-text.ts";
import { sayMinute } from "../text/say-time.ts";
import { submissionText } from "../text/submission-text.ts";
import { PrintedEntries, PrintedFiles } from "./application-sheet.tsx";
import {
  filesOutsideList,
  printedApplication,
  type PrintedFile,
} from "../ui/printed-application.ts";
import type { ReadFrozen } from "./read-frozen.ts";

const shortDigestLength = 12;

/** Drawn from the frozen bytes and nothing else: fields at the left, files at the right. */
export function SubmissionSummary({ frozen }: { frozen: ReadFrozen }) {
  const { submission, isSignatureNeeded } = frozen;
  const parts = printedApplication(submission.fields, submission.files);
  return (
    <div className="stack">
      <p className="quiet">
        {isSignatureNeeded
          ? submissionText.explanation
          : submissionText.unsignedExplanation}
      </p>
      <dl className="facts submission-head">
        <dt>{submissionText.kind}</dt>
        <dd>{kindLabels[submission.kind]}</dd>
        <dt>{submissionText.frozenAt}</dt>
        <dd>{sayMinute(submission.frozenAt)}</dd>
        <dt>{submissionText.recipient}</dt>
        <dd>{submission.companionOrigin}</dd>
      </dl>
      <div className="submission-columns">
        <div className="stack">
          {parts
            .filter(({ entries }) => entries.length > 0)
            .map(({ title, entries }) => (
              <section key={title} className="stack">
                <h3 className="section-title">{title}</h3>
                <PrintedEntries entries={entries} />
              </section>
            ))}
        </div>
        <SubmittedFiles frozen={frozen} />
      </div>
    </div>
  );
}

function SubmittedFiles({ frozen }: { frozen: ReadFrozen }) {
  const [isFull, setIsFull] = useState(false);
  const { fields, files } = frozen.submission;
  const listed = printedApplication(fields, files).flatMap(
    (part) => part.files,
  );
  const others: PrintedFile[] = filesOutsideList(fields, files).map((kind) => ({
    kind,
    label: fileLabels[kind],
    attachment: files[kind] ?? null,
  }));
  return (
    <section className="stack">
      <div className="line list-head">
        <h3 className="section-title">
          {submissionText.filesTitle}（
          {submissionText.fileCount(Object.keys(files).length)}）
        </h3>
        <Button size="small" onClick={() => setIsFull(!isFull)}>
          {isFull ? submissionText.hideDigests : submissionText.showDigests}
        </Button>
      </div>
      <PrintedFiles
        caption={submissionText.filesTitle}
        files={[...listed, ...others]}
        lastColumn={submissionText.shortDigest}
        renderLast={({ sha256 }) => (
          <span className={isFull ? "digest" : "digest digest-short"}>
            {isFull ? sha256 : sha256.slice(0, shortDigestLength)}
          </span>
        )}
      />
      <p>
        {submissionText.wholeDigest}
        <br />
        <span className="digest">{frozen.digest}</span>
      </p>
    </section>
  );
}
