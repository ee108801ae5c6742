import { App, Button, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import { frameText } from "../text/frame-text.ts";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { theme } from "../ui/theme.ts";
import { useIsHostGone } from "./bridge.ts";
import { ClientFrame } from "./client-frame.tsx";
import { OutsidePage } from "./outside-page.tsx";
import { usePlace } from "./place.ts";
import { HostGoneScreen } from "./host-gone-screen.tsx";
import { askForState, useSession, useStartProblem } from "./host-state.ts";

import { StorageClosedScreen } from "./storage-closed-screen.tsx";
import { StorageNotice } from "./storage-notice.tsx";
import { useStorageState } from "./storage-state.ts";

/** Of this load; the host wrote it into index.html and into the policy alike. */
const nonce = document.querySelector<HTMLMetaElement>(
  'meta[property="csp-nonce"]',
)?.nonce;

/**
 * Dialogs and drop-downs stand here and not in the body, because for the body alone antd writes a style element that
 * carries no nonce (its scroll lock), and the page itself does not scroll anyway.
 */
function overlays(): HTMLElement {
  return document.getElementById("overlays") ?? document.body;
}

export function PageRoot() {
  const isHostGone = useIsHostGone();
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      getPopupContainer={overlays}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
    >
      <App className="page-root">
        <CurrentScreen />
        {isHostGone && <HostGoneScreen />}
      </App>
    </ConfigProvider>
  );
}

function CurrentScreen() {
  const session = useSession();
  const place = usePlace();
  const startProblem = useStartProblem();
  const storage = useStorageState();
  if (storage?.kind === "closed")
    return <StorageClosedScreen problem={storage.problem} />;
  if (startProblem !== null)
    return (
      <main className="stack start-problem">
        <h1 className="page-title">{frameText.startProblemTitle}</h1>
        <ProblemNotice
          problem={startProblem}
          action={
            <Button onClick={() => void askForState()}>
              {frameText.retry}
            </Button>
          }
        />
      </main>
    );
  if (session === null) return <LoadingBlock />;
  if (session.kind === "signed-out")
    return (
      <>
        <StorageNotice />
        <OutsidePage place={place} />
      </>
    );
  // One element for signed-in and locked: the form beneath the lock must stay mounted.
  return <ClientFrame key={ownerOf(session.person)} session={session} />;
}

/** Another owner's frame begins anew; the same one's goes on over a lock and a new sign-in. */
function ownerOf({ account, uscc }: Person): string | null {
  return account === null ? uscc : `account ${account.name}`;
}
