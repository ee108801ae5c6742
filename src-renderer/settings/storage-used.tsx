import { call } from "../app/bridge.ts";
import { useAnswer } from "../app/use-answer.ts";
import { saySize } from "../text/say-time.ts";
import { settingsText } from "../text/settings-text.ts";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";

const ask = () => call("settings.storage-used", {});
const parts = [
  "databaseBytes",
  "attachmentBytes",
  "logBytes",
  "otherBytes",
] as const;

/** 已用空间 */
export function StorageUsed() {
  const { content, problem } = useAnswer(ask);
  return (
    <section className="sheet stack">
      <h2 className="section-title">{settingsText.storage}</h2>
      {problem !== null && <ProblemNotice problem={problem} />}
      {content === null ? (
        problem === null && <LoadingBlock />
      ) : (
        <dl className="facts">
          {parts.map((part) => (
            <div key={part} className="facts-pair">
              <dt>{settingsText.storageParts[part]}</dt>
              <dd>{saySize(content[part])}</dd>
            </div>
          ))}
          <div className="facts-pair">
            <dt>{settingsText.storageTotal}</dt>
            <dd>
              {saySize(parts.reduce((sum, part) => sum + content[part], 0))}
            </dd>
          </div>
          <div className="facts-pair">
            <dt>{settingsText.storageFolder}</dt>
            <dd>{content.folder}</dd>
          </div>
        </dl>
      )}
    </section>
  );
}
