/** The one page that a browser outside the client shows; it runs and loads nothing. */
export const redirectPage = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <title>二手车出口备案企业端</title>
  </head>
  <body>
    <p>已返回二手车出口备案企业端，可以关闭此窗口。</p>
  </body>
</html>
`;

export const redirectPageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  connection: "close",
} as const;
