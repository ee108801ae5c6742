import type { ReactNode } from "react";
import { useSettings } from "../app/host-state.ts";
import { settingsText } from "../text/settings-text.ts";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { AdministeredSettings } from "./administered-settings.tsx";
import { PolicyPlaces } from "./policy-places.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { StorageUsed } from "./storage-used.tsx";
import { useFreshSettings } from "./use-fresh-settings.ts";

/** 系统设置 */
export function SettingsPage(props: {
  /** Another feature's affair. */
  updates: ReactNode;
}) {
  const state = useSettings();
  useFreshSettings();
  if (state === null) return <LoadingBlock />;
  return (
    <div className="stack settings">
      <h1 className="page-title">{settingsText.title}</h1>
      {state.isClerkFileDamaged && (
        <p role="alert" className="mark-warning">
          {settingsText.clerkFileDamaged}
        </p>
      )}
      <SettingsForm state={state} groups={["connection", "keys", "work"]} />
      <StorageUsed />
      {props.updates}
      <AdministeredSettings state={state} />
      <PolicyPlaces state={state} />
    </div>
  );
}
