import "./forbid-eval.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../ui/theme.css";
import "dayjs/locale/zh-cn";
import dayjs from "dayjs";
import "./frame.css";
import { followHost } from "./host-state.ts";
import { followAddress } from "./place.ts";
import { followStorage } from "./storage-state.ts";
import { tellActivity } from "./tell-activity.ts";
import { followUpdates } from "../updates/use-update-state.ts";
import { PageRoot } from "./page-root.tsx";

dayjs.locale("zh-cn");
followAddress();
followHost();
followStorage();
tellActivity();
followUpdates();

const root = document.getElementById("root");
if (root === null) throw new Error("index.html holds no #root");
createRoot(root).render(
  <StrictMode>
    <PageRoot />
  </StrictMode>,
);
