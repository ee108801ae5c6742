import type { FileKind } from "../../src-shared/filings/filing-content.ts";
import { detailText } from "../text/detail-text.ts";
import { printText } from "../text/print-text.ts";
import { saySize } from "../text/say-time.ts";
import type { PrintedFile } from "../ui/printed-application.ts";

export function FileTable(props: { files: readonly PrintedFile[] }) {
  return (
    <table className="paper-list">
      <thead>
        <tr>
          {printText.fileColumns.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.files.map(({ kind, label, attachment }) => (
          <tr key={kind}>
            <th scope="row">{label}</th>
            {attachment === null ? (
              <td colSpan={3}>{detailText.noFile}</td>
            ) : (
              <>
                <td>{attachment.fileName}</td>
                <td className="paper-unbroken">{saySize(attachment.size)}</td>
                <td className="paper-digest paper-unbroken">
                  {printText.shortDigest(attachment.sha256)}
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Pictures(props: {
  caption: string;
  files: readonly PrintedFile[];
  pictures: ReadonlyMap<FileKind, string>;
}) {
  return (
    <section aria-label={props.caption}>
      <h3>{props.caption}</h3>
      {props.files.map((file) => (
        <figure key={file.kind}>
          <figcaption>
            <strong>{file.label}</strong>
            <PictureFacts file={file} />
          </figcaption>
          <Picture file={file} address={props.pictures.get(file.kind)} />
        </figure>
      ))}
    </section>
  );
}

function PictureFacts({ file: { attachment } }: { file: PrintedFile }) {
  if (attachment === null) return null;
  return (
    <span>
      {attachment.fileName}
      {"　"}
      {saySize(attachment.size)}
      {"　"}
      <span className="paper-digest">
        {printText.shortDigest(attachment.sha256)}
      </span>
    </span>
  );
}

function Picture(props: { file: PrintedFile; address: string | undefined }) {
  const { label, attachment } = props.file;
  if (attachment === null) return <p>{detailText.noFile}</p>;
  return props.address === undefined ? (
    <p>{printText.pictureAway}</p>
  ) : (
    <img src={props.address} alt={label} />
  );
}
