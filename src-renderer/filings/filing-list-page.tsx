import { Button, Empty } from "antd";
import { useState } from "react";
import type {
  FilingList,
  FilingRow,
  RowAction,
} from "../../src-shared/filings/filing-procedures.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import { call } from "../app/bridge.ts";
import { rememberOpenForm } from "../app/open-form-memory.ts";
import { goTo } from "../app/place.ts";
import { filingListText } from "../text/filing-list-text.ts";
import { frameText } from "../text/frame-text.ts";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { problemOf } from "../ui/problem-of.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { BeginDialog } from "./begin-dialog.tsx";
import { FilingTable } from "./filing-table.tsx";
import { ListHead } from "./list-head.tsx";
import { editModeOf } from "./row-actions.ts";
import { RowDialog, type RowQuestion } from "./row-dialogs.tsx";
import { UnderWayCard } from "./under-way-card.tsx";
import { useFilingList } from "./use-filing-list.ts";
import { ValidityNotice } from "./validity-notice.tsx";
import "./filings.css";

interface OpenQuestion {
  readonly question: RowQuestion;
  readonly row: FilingRow;
}

export function FilingListPage(props: {
  person: Person;
  /** 上报 needs the signing certificate, which is another feature's affair. */
  onSubmit: (filingId: string) => void;
  /** 处理冲突, likewise. */
  onResolve: (filingId: string) => void;
  /** 导出 and 导入, likewise; the second ends in a row of this list. */
  onExport: (filingId: string) => void;
  onImport: () => Promise<void>;
}) {
  const { content: list, problem, askAgain } = useFilingList();
  const [actionProblem, setActionProblem] = useState<Problem | null>(null);
  const [open, setOpen] = useState<OpenQuestion | null>(null);
  const [isBeginning, setIsBeginning] = useState(false);

  const attempt = (action: () => Promise<unknown>) => {
    setActionProblem(null);
    action().then(askAgain, (error: unknown) =>
      setActionProblem(problemOf(error)),
    );
  };
  const begin = (mode: "new" | "copy") =>
    attempt(async () => {
      setIsBeginning(false);
      const { filingId } = await call("drafts.begin", {
        copyFrom: mode === "copy" ? "last-approved" : null,
      });
      goTo({ kind: "filing-form", filingId, mode });
    });
  const act = (action: RowAction, row: FilingRow) => {
    const filingId = row.id;
    switch (action) {
      case "edit":
        goTo({ kind: "filing-form", filingId, mode: editModeOf(row) });
        return;
      case "amend":
        goTo({ kind: "filing-form", filingId, mode: "amend" });
        return;
      case "detail":
        goTo({ kind: "filing-detail", filingId });
        return;
      case "submit":
        props.onSubmit(filingId);
        return;
      case "delete":
      case "cancel-sending":
      case "start-over":
        setOpen({ question: action, row });
        return;
      case "undo-delete":
        attempt(() => call("filings.undo-delete", { filingId }));
        return;
      case "carry-over":
        attempt(async () => {
          const into = await call("filings.carry-over", { filingId });
          const target = list?.rows.find(({ id }) => id === into.filingId);
          const mode = target === undefined ? "edit" : editModeOf(target);
          // What was just carried over is what the clerk wants to see; 继续 or 放弃 is no question now.
          rememberOpenForm(into.filingId);
          goTo({ kind: "filing-form", filingId: into.filingId, mode });
        });
        return;
      case "export":
        props.onExport(filingId);
        return;
      case "resolve":
        props.onResolve(filingId);
        return;
      case "retry":
        attempt(() => call("sync.retry-now", {}));
        return;
      case "send-held":
        attempt(() => call("filings.send-held", { filingId }));
    }
  };

  const create = () =>
    list?.canCopy === true ? setIsBeginning(true) : begin("new");

  return (
    <div className="stack">
      <ListHead
        person={props.person}
        list={list}
        onCreate={create}
        onImport={() => attempt(props.onImport)}
      />
      {actionProblem !== null && <ProblemNotice problem={actionProblem} />}
      {problem !== null && (
        <ProblemNotice
          problem={problem}
          action={<Button onClick={askAgain}>{frameText.retry}</Button>}
        />
      )}
      {list === null ? (
        problem === null && <LoadingBlock />
      ) : (
        <ListBody
          list={list}
          isUnsigned={props.person.via === "account"}
          onCreate={create}
          onAct={act}
          onDiscard={(row) => setOpen({ question: "discard", row })}
        />
      )}
      {isBeginning && (
        <BeginDialog onBegin={begin} onCancel={() => setIsBeginning(false)} />
      )}
      {open !== null && (
        <RowDialog
          {...open}
          onCancel={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            askAgain();
          }}
          onDraft={(filingId) =>
            goTo({ kind: "filing-form", filingId, mode: "edit" })
          }
        />
      )}
    </div>
  );
}

function ListBody(props: {
  list: FilingList;
  isUnsigned: boolean;
  onCreate: () => void;
  onAct: (action: RowAction, row: FilingRow) => void;
  onDiscard: (row: FilingRow) => void;
}) {
  const { list } = props;
  if (list.rows.length === 0)
    return (
      <div className="sheet">
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={
            <>
              <strong>{filingListText.nothing}</strong>
              <p>{filingListText.nothingToDo}</p>
            </>
          }
        >
          <Button type="primary" onClick={props.onCreate}>
            {filingListText.create}
          </Button>
        </Empty>
      </div>
    );
  const underWay = list.rows.find(({ id }) => id === list.underWayId);
  return (
    <>
      <ValidityNotice rows={list.rows} />
      {underWay !== undefined && (
        <UnderWayCard
          row={underWay}
          isUnsigned={props.isUnsigned}
          onAct={props.onAct}
        />
      )}
      <FilingTable
        rows={list.rows}
        onAct={props.onAct}
        onDiscard={props.onDiscard}
      />
    </>
  );
}
