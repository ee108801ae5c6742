import { Button } from "antd";
import { useState } from "react";
import { useEntrance } from "../app/entrance.ts";
import { goTo } from "../app/place.ts";
import { recoveryText } from "../text/account-text.ts";
import { FinishRecovery } from "./finish-recovery.tsx";
import { ProveRecovery, type Proven } from "./prove-recovery.tsx";
import { StartRecovery, type Started } from "./start-recovery.tsx";
import "../ui/fields/fields.css";
import "./accounts.css";

type Step =
  | { readonly kind: "start" }
  | { readonly kind: "prove"; readonly started: Started }
  | { readonly kind: "finish"; readonly proven: Proven };

/** 找回账号密码: an address, the code that came to it, a new password. */
export function RecoveryPage() {
  const [step, setStep] = useState<Step>({ kind: "start" });
  const startOver = () => setStep({ kind: "start" });
  return (
    <main className="outside-page stack">
      <h1 className="page-title">{recoveryText.title}</h1>
      <section className="sheet stack narrow-fields">
        {step.kind === "start" && (
          <StartRecovery
            onStarted={(started) => setStep({ kind: "prove", started })}
          />
        )}
        {step.kind === "prove" && (
          <ProveRecovery
            started={step.started}
            onProven={(proven) => setStep({ kind: "finish", proven })}
            onStartOver={startOver}
          />
        )}
        {step.kind === "finish" && (
          <FinishRecovery
            proven={step.proven}
            onFinished={(recoveredAccount) => {
              useEntrance.setState({
                recoveredAccount,
                registeredAccount: null,
              });
              goTo({ kind: "hall" });
            }}
            onStartOver={startOver}
          />
        )}
      </section>
      <div>
        <Button onClick={() => goTo({ kind: "hall" })}>
          {recoveryText.back}
        </Button>
      </div>
    </main>
  );
}
