import { App, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import { theme } from "../ui/theme.ts";

/** Of this load; the host wrote it into index.html and into the policy alike. */
const nonce = document.querySelector<HTMLMetaElement>(
  'meta[property="csp-nonce"]',
)?.nonce;

export function PageRoot() {
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      button={{ autoInsertSpace: false }}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
    >
      <App className="page-root" />
    </ConfigProvider>
  );
}
