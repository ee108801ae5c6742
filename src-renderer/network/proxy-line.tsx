import { Button, Input } from "antd";
import { useEffect, useState } from "react";
import type { ProxyQuestion } from "../../src-shared/network/network-procedures.ts";
import { call, on } from "../app/bridge.ts";
import { networkText } from "../text/network-text.ts";
import { AskDialog } from "../ui/ask-dialog.tsx";
import { firstFocus } from "../ui/dialog.tsx";

/** Says that a proxy wants to know who goes through, at every page and before sign-in too. */
export function ProxyLine() {
  const question = useProxyQuestion();
  const [isAnswering, setIsAnswering] = useState(false);
  if (question === null) return null;
  return (
    <div className="frame-line frame-line-warning" role="status">
      <span>
        {question.wasRefused
          ? networkText.lineRefused(question.proxy)
          : networkText.line(question.proxy)}
      </span>
      <Button size="small" onClick={() => setIsAnswering(true)}>
        {networkText.verb}
      </Button>
      {isAnswering && (
        <ProxyDialog question={question} onDone={() => setIsAnswering(false)} />
      )}
    </div>
  );
}

function ProxyDialog(props: {
  question: NonNullable<ProxyQuestion>;
  onDone: () => void;
}) {
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const { realm } = props.question;
  return (
    <AskDialog
      title={networkText.title}
      verb={networkText.verb}
      onCancel={props.onDone}
      onConfirm={async () => {
        if (username === "") return;
        await call("network.answer-proxy", { username, password });
        props.onDone();
      }}
    >
      <p>{networkText.introduction}</p>
      {realm !== "" && <p className="quiet">{networkText.realm(realm)}</p>}
      <label>
        {networkText.username}
        <Input
          {...firstFocus}
          value={username}
          autoComplete="off"
          onChange={(event) => setUsername(event.target.value)}
        />
      </label>
      <label>
        {networkText.password}
        <Input
          type="password"
          value={password}
          autoComplete="off"
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
    </AskDialog>
  );
}

function useProxyQuestion(): ProxyQuestion {
  const [question, setQuestion] = useState<ProxyQuestion>(null);
  useEffect(() => {
    const stop = on("network.proxy-asks", setQuestion);
    // A host that is gone says so itself.
    call("network.proxy-question", {}).then(setQuestion, () => undefined);
    return stop;
  }, []);
  return question;
}
