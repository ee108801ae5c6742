import { Button, Input } from "antd";
import { useId, useState, type ReactNode } from "react";
import { hallText } from "../text/hall-text.ts";
import { goTo } from "../app/place.ts";
import "./hall.css";

export function HallPage(props: {
  onEnter: () => void;
  /** What is urgent about the filings: another feature's affair. */
  notice: ReactNode;
}) {
  const openFilings = () => goTo({ kind: "filings" });
  return (
    <div className="stack">
      <h1 className="page-title">{hallText.title}</h1>
      <nav aria-label={hallText.menu} className="hall-menu">
        <button type="button" aria-current="page">
          {hallText.myBusiness}
        </button>
        <button type="button" onClick={openFilings}>
          {hallText.myMatters}
        </button>
        <button type="button" onClick={openFilings}>
          {hallText.progress}
        </button>
      </nav>
      {props.notice}
      <Applications onEnter={props.onEnter} />
    </div>
  );
}

function Applications(props: { onEnter: () => void }) {
  const [typed, setTyped] = useState("");
  const [wanted, setWanted] = useState("");
  const found = hallText.applications.filter(({ name }) =>
    name.includes(wanted),
  );
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
          {found.map((application) => (
            <tr key={application.name}>
              <td>
                {application.name}
                {application.refusal !== null && (
                  <div id="other-application" className="quiet">
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
                  <Button disabled aria-describedby="other-application">
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
