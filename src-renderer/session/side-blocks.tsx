import { Button } from "antd";
import type { ReactNode } from "react";
import { goTo } from "../app/place.ts";
import type { LinkName } from "../../src-shared/settings/settings-procedures.ts";
import { useOutsideNotices } from "../app/outside-notices.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { useAttempt } from "../ui/use-attempt.ts";
import { sideText, signInText } from "../text/session-text.ts";

/** Beside the ways to sign in, from configuration: what a clerk needs before there is a session. */
export function SideBlocks() {
  const { notices, servicePhone, links, open } = useOutsideNotices();
  const { attempt, problem } = useAttempt();
  const link = (name: LinkName, words: string, otherwise: ReactNode) =>
    links.includes(name) ? (
      <Button
        type="link"
        onClick={() =>
          attempt(async () => {
            await open(name);
          })
        }
      >
        {words}
      </Button>
    ) : (
      otherwise
    );
  const guide = (words: string) => (
    <Button type="link" onClick={() => goTo({ kind: "guide" })}>
      {words}
    </Button>
  );
  return (
    <aside className="sign-in-side">
      <Block title={sideText.notices}>
        <ul>
          {notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      </Block>
      <Block title={sideText.guides}>
        <div>
          {link(
            "clientGuideUrl",
            sideText.clientGuide,
            guide(sideText.clientGuide),
          )}
        </div>
        <div>
          {link("keyGuideUrl", sideText.keyGuide, guide(sideText.keyGuide))}
        </div>
      </Block>
      <Block title={sideText.drivers}>
        {link(
          "driverDownloadUrl",
          sideText.driverLink,
          <p>{sideText.driverOtherwise}</p>,
        )}
      </Block>
      <Block title={sideText.keyApplication}>
        {link(
          "keyApplicationUrl",
          sideText.keyApplicationLink,
          <p>{sideText.keyApplicationOtherwise}</p>,
        )}
      </Block>
      <Block title={sideText.phone}>
        <p>{servicePhone}</p>
      </Block>
      {problem !== null && <ProblemNotice problem={problem} />}
      <Button onClick={() => goTo({ kind: "diagnostics" })}>
        {signInText.diagnostics}
      </Button>
    </aside>
  );
}

function Block(props: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="section-title">{props.title}</h2>
      {props.children}
    </section>
  );
}
