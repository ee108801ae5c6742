import { Button } from "antd";
import { useEffect, useState } from "react";
import { useEntrance } from "../app/entrance.ts";
import { readKeys, useKeyReading } from "../app/host-state.ts";
import { goTo } from "../app/place.ts";
import { frameText } from "../text/frame-text.ts";
import { signInText } from "../text/session-text.ts";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { AccountWay } from "./account-way.tsx";
import { KeyWay } from "./key-way.tsx";
import { SideBlocks } from "./side-blocks.tsx";
import "../ui/fields/fields.css";
import "./session.css";

type Way = "account" | "usb-key";

/** 账号登录 or 使用电子钥匙; a key that is there is what most likely will be used. */
export function SignInPage() {
  const isComingBack = useEntrance(
    ({ registeredAccount, recoveredAccount, bindsOpenId }) =>
      registeredAccount !== null || recoveredAccount !== null || bindsOpenId,
  );
  const [chosen, setChosen] = useState<Way | null>(
    isComingBack ? "account" : null,
  );
  const { overview, isReading } = useKeyReading();
  const isKeyThere =
    overview !== null &&
    (overview.tokens.length > 0 || overview.certificates.length > 0);
  const isLookingForKey = useIsLooking(
    overview === null
      ? isReading
      : !isKeyThere && overview.drivers.some(({ isAwaited }) => isAwaited),
  );
  // Stays once a key was there: pulled in the middle, it is said here that it is gone.
  const [wasKeyThere, setWasKeyThere] = useState(false);
  if (isKeyThere && !wasKeyThere) setWasKeyThere(true);
  const way = chosen ?? (isKeyThere || wasKeyThere ? "usb-key" : "account");
  return (
    <main className="sign-in">
      <header className="sign-in-head">
        <h1>{frameText.productName}</h1>
        <Button type="link" onClick={() => goTo({ kind: "settings" })}>
          {frameText.settings}
        </Button>
      </header>
      <div className="sign-in-body">
        <section className="sheet sign-in-main stack">
          <div
            className="sign-in-ways"
            role="group"
            aria-label={signInText.ways}
          >
            <Button
              size="large"
              type={way === "account" ? "primary" : "default"}
              aria-pressed={way === "account"}
              onClick={() => setChosen("account")}
            >
              {signInText.useAccount}
            </Button>
            <Button
              size="large"
              type={way === "usb-key" ? "primary" : "default"}
              aria-pressed={way === "usb-key"}
              loading={way === "usb-key" && isReading}
              onClick={() => {
                setChosen("usb-key");
                void readKeys();
              }}
            >
              {signInText.useKey}
            </Button>
          </div>
          {chosen === null && isLookingForKey ? (
            <LoadingBlock />
          ) : way === "usb-key" ? (
            <KeyWay />
          ) : (
            <AccountWay onTouched={() => setChosen("account")} />
          )}
        </section>
        <SideBlocks />
      </div>
    </main>
  );
}

const patienceMs = 1500;

/** The first look at the keys is usually quick; then nothing flickers. A slow driver does not keep an account waiting. */
function useIsLooking(isReading: boolean): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setIsOver(true), patienceMs);
    return () => window.clearTimeout(timer);
  }, []);
  return isReading && !isOver;
}
