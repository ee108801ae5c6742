import { describe, expect, it } from "vitest";
import { openListedLink } from "../../../src-main/application/open-listed-link.ts";

const guide = "https://www.example.cn/guide?lang=zh#key";
const signInOrigin = "https://login.example.cn:8443";

async function open(address: string): Promise<unknown> {
  const opened: string[] = [];
  const openLink = openListedLink(
    { addresses: () => [guide], signInOrigin: async () => signInOrigin },
    async (url) => void opened.push(url),
  );
  try {
    await openLink(address);
    return opened;
  } catch (error) {
    return (error as { problem?: { code?: unknown } }).problem?.code;
  }
}

describe("what the system's browser is asked to open", () => {
  it.each([
    [guide, guide],
    ["HTTPS://WWW.EXAMPLE.CN:443/guide?lang=zh#key", guide],
    [
      "https://login.example.cn:8443/authorize?state=1",
      "https://login.example.cn:8443/authorize?state=1",
    ],
    ["https://LOGIN.example.cn:8443", "https://login.example.cn:8443/"],
  ])("%s is on the list", async (address, opened) => {
    expect(await open(address)).toEqual([opened]);
  });

  it.each([
    "",
    "www.example.cn/guide?lang=zh#key",
    "https://www.example.cn/",
    "https://www.example.cn/guide",
    "https://www.example.cn/GUIDE?lang=zh#key",
    "https://www.example.cn./guide?lang=zh#key",
    "https://www.example.cn:8443/guide?lang=zh#key",
    "http://www.example.cn/guide?lang=zh#key",
    "https://user@www.example.cn/guide?lang=zh#key",
    "https://www.example.cn@evil.example/guide?lang=zh#key",
    "https://www.example.cn\\@evil.example/guide?lang=zh#key",
    "https://www.exаmple.cn/guide?lang=zh#key",
    "https://www.xn--exmple-4nf.cn/guide?lang=zh#key",
    "https://login.example.cn/",
    "https://login.example.cn:443/",
    "https://login.example.cn:84430/",
    "http://login.example.cn:8443/",
    "https://login.example.cn.:8443/",
    "https://login.example.cn:8443@evil.example/",
    "https://login.example.cn:8443.evil.example/",
    "https://:secret@login.example.cn:8443/",
    "https://evil.example/?https://login.example.cn:8443/",
    "blob:https://login.example.cn:8443/6b2f",
    "filesystem:https://login.example.cn:8443/temporary/x",
    "view-source:https://login.example.cn:8443/",
    "file:///C:/Windows/System32/calc.exe",
    "\\\\evil.example\\share\\a.exe",
    "ms-msdt:/id PCWDiagnostic",
    "ms-settings:privacy",
    "search-ms:query=a",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,1",
    "app://client/",
    "null",
  ])("%s is not", async (address) => {
    expect(await open(address)).toBe("link-not-listed");
  });

  it("is nothing of a provider where IT names none", async () => {
    const openLink = openListedLink(
      { addresses: () => [], signInOrigin: async () => null },
      () => Promise.reject(new Error("opened")),
    );
    for (const address of [guide, "https://login.example.cn:8443/", "null"])
      await expect(openLink(address)).rejects.toMatchObject({
        problem: { code: "link-not-listed" },
      });
  });
});
