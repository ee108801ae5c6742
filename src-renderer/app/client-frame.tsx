import { useEffect, useRef, useState, type RefObject } from "react";
import { Button } from "antd";
import { ProxyLine } from "../network/proxy-line.tsx";
import { LockScreen } from "../session/lock-screen.tsx";
import { SignInAgainDialog } from "../session/sign-in-again-dialog.tsx";
import { RescueDialogs } from "../data-safety/rescue-dialog.tsx";
import { syncText } from "../text/frame-text.ts";
import { AnnouncementLine } from "./announcement-line.tsx";
import { ChangeSecret } from "./change-secret.tsx";
import { CurrentPage } from "./current-page.tsx";
import { useSyncState } from "./host-state.ts";
import { isFilingPlace, toHash, usePlace } from "./place.ts";
import { PlaceTrail } from "./place-trail.tsx";
import { SideMenu } from "./side-menu.tsx";
import { SignOutButton, SignOutDialog } from "./sign-out.tsx";
import { StorageNotice } from "./storage-notice.tsx";
import { TopBar } from "./top-bar.tsx";
import { ExpiryLine } from "../usb-key/expiry-line.tsx";
import { UpdateLine } from "../updates/update-line.tsx";
import { canOnlyRead, type OpenSession } from "./open-session.ts";

export function ClientFrame({ session }: { session: OpenSession }) {
  const place = usePlace();
  const [isSigningOut, setIsSigningOut] = useState(false);
  const [isChangingPassword, setIsChangingPassword] = useState(false);
  const [isSigningInAgain, setIsSigningInAgain] = useState(false);
  const isAsked = useSyncState((state) => state?.needsSignIn === true);
  const needsSignIn = isAsked && !canOnlyRead(session.person, new Date());
  const isInApplication = session.person.uscc !== null && isFilingPlace(place);
  const page = usePageTop(toHash(place));
  const signInAgain = () => setIsSigningInAgain(true);
  return (
    <div className="frame">
      <TopBar
        person={session.person}
        onSignOut={() => setIsSigningOut(true)}
        onSignInAgain={signInAgain}
        onChangePassword={() => setIsChangingPassword(true)}
      />
      <div className="frame-lines" aria-live="polite">
        <StorageNotice />
        <ProxyLine />
        {needsSignIn && session.kind === "signed-in" && (
          <div className="frame-line frame-line-warning">
            <span>{syncText.signInLine}</span>
            <Button size="small" onClick={signInAgain}>
              {syncText.signInVerb}
            </Button>
          </div>
        )}
        {session.kind === "signed-in" && (
          <ExpiryLine
            person={session.person}
            isInHall={place.kind === "hall"}
          />
        )}
        <UpdateLine />
        <AnnouncementLine address={toHash(place)} />
      </div>
      <div className="frame-body">
        {isInApplication && <SideMenu person={session.person} />}
        <main className="frame-page" ref={page} tabIndex={-1}>
          {isInApplication && <PlaceTrail place={place} />}
          <CurrentPage
            place={place}
            session={session}
            onSignInAgain={signInAgain}
          />
        </main>
      </div>
      {session.kind === "signed-in" && <RescueDialogs />}
      {session.kind === "locked" && (
        <LockScreen session={session} otherButtons={<SignOutButton />} />
      )}
      {isSigningInAgain && (
        <SignInAgainDialog
          person={session.person}
          onDone={() => setIsSigningInAgain(false)}
        />
      )}
      {isChangingPassword && (
        <ChangeSecret
          person={session.person}
          onClose={() => setIsChangingPassword(false)}
          onSignInAgain={signInAgain}
        />
      )}
      {isSigningOut && (
        <SignOutDialog onCancel={() => setIsSigningOut(false)} />
      )}
    </div>
  );
}

/** Another place begins at its top, and the keyboard follows there when what had the focus is gone. */
function usePageTop(address: string): RefObject<HTMLElement | null> {
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    page.current?.scrollTo(0, 0);
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body)
      page.current?.focus();
  }, [address]);
  return page;
}
