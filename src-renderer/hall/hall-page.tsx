import { Button, Input } from "antd";
import { useId, useState, type ReactNode } from "react";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import { hallText } from "../text/hall-text.ts";
import { goTo } from "../app/place.ts";
import "./hall.css";

export function HallPage(props: {
  person: Person;
  onEnter: () => void;
  /** What is urgent about the filings: another feature's affair. */
  notice: ReactNode;
  /** Comes when it is known, below what may be clicked by then. */
  reminder: ReactNode;
}) {
  const openFilings = () => goTo({ kind: "filings" });
  const refusal = filingRefusal(props.person);
  return (
    <div className="stack">
      <h1 className="page-title">{hallText.title}</h1>
      <nav aria-label={hallText.menu} className="hall-menu">
        <span aria-current="page">{hallText.myBusiness}</span>
        {refusal === null && (
          <>
            <button type="button" onClick={openFilings}>
              {hallText.myMatters}
            </button>
            <button type="button" onClick={openFilings}>
              {hallText.progress}
            </button>
          </>
        )}
      </nav>
      {props.notice}
      <Applications refusal={refusal} onEnter={props.onEnter} />
      {props.reminder}
    </div>
  );
}

/** 个人用户 and 境外企业 have no 统一社会信用代码 and cannot file. */
function filingRefusal({ uscc, account }: Person): string | null {
  if (uscc !== null) return null;
  return account?.type === "foreign-enterprise"
    ? hallText.refusals.foreign
    : hallText.refusals.person;
}

function Applications(props: { refusal: string | null; onEnter: () => void }) {
  const [typed, setTyped] = useState("");
  const [wanted, setWanted] = useState("");
  const found = hallText.applications
    .filter(({ name }) => name.includes(wanted))
    .map((each) => ({ ...each, refusal: each.refusal ?? props.refusal }));
  return (
    <section className="sheet stack">
      <SearchLine
        value={typed}
        onChange={setTyped}
        onSearch={() => setWanted(typed.trim())}
      />
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{hallText.applicationName}</th>
            <th scope="col">{hallText.section}</th>
            <th scope="col">{hallText.action}</th>
          </tr>
        </thead>
        <tbody>
          {found.map((application, index) => (
            <tr key={application.name}>
              <td>
                {application.name}
                {application.refusal !== null && (
                  <div id={`refusal-${index}`} className="quiet">
                    {application.refusal}
                  </div>
                )}
              </td>
              <td>{application.section}</td>
              <td>
                {application.refusal === null ? (
                  <Button type="primary" onClick={props.onEnter}>
                    {hallText.enter}
                  </Button>
                ) : (
                  <Button disabled aria-describedby={`refusal-${index}`}>
                    {hallText.enter}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length === 0 && <p role="status">{hallText.nothingFound}</p>}
    </section>
  );
}

function SearchLine(props: {
  value: string;
  onChange: (name: string) => void;
  onSearch: () => void;
}) {
  const id = useId();
  return (
    <form
      role="search"
      className="line"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSearch();
      }}
    >
      <label htmlFor={id}>{hallText.applicationName}</label>
      <Input
        id={id}
        className="hall-search"
        allowClear
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <Button htmlType="submit">{hallText.search}</Button>
    </form>
  );
}
