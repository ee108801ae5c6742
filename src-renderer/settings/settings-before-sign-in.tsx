import { Button } from "antd";
import { useSettings } from "../app/host-state.ts";
import { goTo } from "../app/place.ts";
import { settingsText } from "../text/settings-text.ts";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { useFreshSettings } from "./use-fresh-settings.ts";

/** What sign-in itself needs: the address, the way through the network, the driver. */
export function SettingsBeforeSignIn() {
  const state = useSettings();
  useFreshSettings();
  return (
    <main className="settings settings-alone stack">
      <div className="line settings-head">
        <h1 className="page-title">{settingsText.title}</h1>
        <Button onClick={() => goTo({ kind: "hall" })}>
          {settingsText.backToSignIn}
        </Button>
      </div>
      <p className="quiet">{settingsText.beforeSignIn}</p>
      {state === null ? (
        <LoadingBlock />
      ) : (
        <SettingsForm state={state} groups={["connection", "keys"]} />
      )}
    </main>
  );
}
