import type { ThemeConfig } from "antd";

/**
 * The look of antd's parts; everything of our own reads the same values as `var(--ant-…)` in theme.css. Quiet text
 * colours are darker than antd's, which stay below a contrast of 4.5 : 1.
 */
export const theme: ThemeConfig = {
  zeroRuntime: true,
  hashed: false,
  // antd's ready-made style sheet is written for this key.
  cssVar: { key: "css-var-_R_0_" },
  token: {
    colorPrimary: "#1c5d99",
    colorInfo: "#1c5d99",
    colorLink: "#1c5d99",
    colorLinkHover: "#174d80",
    colorLinkActive: "#123f69",
    colorSuccess: "#237b3b",
    colorWarning: "#9a5b00",
    colorError: "#b42318",
    colorInfoBg: "#e8f0f8",
    colorInfoBorder: "#a9c3de",
    colorSuccessBg: "#e9f5ec",
    colorSuccessBorder: "#a6d0b1",
    colorWarningBg: "#fdf3e1",
    colorWarningBorder: "#e0b675",
    colorErrorBg: "#fdecea",
    colorErrorBorder: "#e6a49d",
    colorText: "#1f2733",
    colorTextSecondary: "#48515f",
    colorTextTertiary: "#5a6472",
    colorTextDescription: "#5a6472",
    colorTextPlaceholder: "#697382",
    colorTextDisabled: "#697382",
    colorBorder: "#b9c2ce",
    colorBorderSecondary: "#dfe4ea",
    colorBgLayout: "#f3f5f8",
    borderRadius: 4,
    fontSize: 14,
    controlHeight: 32,
    motion: false,
    fontFamily:
      '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif',
  },
  components: {
    Alert: { withDescriptionPadding: "10px 14px", withDescriptionIconSize: 18 },
  },
};
