import { isLoopback } from "../check-exposure.ts";

/**
 * The reviewer's password goes to this address: in clear it may go no further than this machine. Throws a sentence.
 */
export function checkCompanionAddress(address: string): void {
  if (!URL.canParse(address))
    throw new Error(
      "--companion 的地址不正确，例如 https://beian.example.cn。",
    );
  const { protocol, hostname } = new URL(address);
  // A URL writes an IPv6 address in brackets.
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  if (protocol === "https:" || (protocol === "http:" && isLoopback(host)))
    return;
  throw new Error(
    "为保护密码，只能通过 https:// 连接配套接口；http:// 仅限本机（127.0.0.1）。",
  );
}
