import { Command } from "commander";
import { ZodError } from "zod";
import { filingStates } from "../../src-shared/filings/filing-state.ts";
import { askPassword } from "./ask-password.ts";
import {
  CompanionRefusal,
  createCaller,
  type CompanionCaller,
} from "./call-companion.ts";
import {
  decide,
  listFilings,
  saveEvidence,
  showFiling,
  voidFiling,
} from "./review-commands.ts";
import { refusalText } from "./review-text.ts";

interface SignInOptions {
  companion: string;
  name: string;
  password?: string;
}

const program = new Command("review").description(
  "商务主管部门审核二手车出口备案",
);

/** Every command signs in, works, and signs out: no token lies around. */
function command(usage: string, description: string): Command {
  return program
    .command(usage)
    .description(description)
    .requiredOption(
      "--companion <地址>",
      "配套接口的地址：https://…，或本机的 http://127.0.0.1:8643",
    )
    .requiredOption("--name <账号>", "审核账号名")
    .option(
      "--password <密码>",
      "密码；不写则取环境变量 REVIEW_PASSWORD，再没有则询问",
    );
}

async function signedIn(
  options: SignInOptions,
  work: (companion: CompanionCaller) => Promise<void>,
): Promise<void> {
  const { companion: origin, name } = options;
  // Refuses an address before a password is asked for.
  const stranger = createCaller(origin, null);
  const password =
    options.password ??
    process.env["REVIEW_PASSWORD"] ??
    (await askPassword("密码："));
  const { token } = await stranger.call("signInReviewer", {
    body: { name, password },
  });
  const caller = createCaller(origin, token);
  try {
    await work(caller);
  } finally {
    await caller.call("signOut");
  }
}

command("list", "列出备案，默认只列待审核")
  .option(
    "--state <状态>",
    `${filingStates.slice(1).join(" | ")} | all`,
    "under-review",
  )
  .option("--text <文字>", "企业名称、统一社会信用代码或编号开头")
  .action((options: SignInOptions & { state: string; text?: string }) =>
    signedIn(options, (companion) => listFilings(companion, options)),
  );
command("show <编号>", "查看一条备案").action(
  (id: string, options: SignInOptions) =>
    signedIn(options, (companion) => showFiling(companion, id)),
);
command("approve <编号>", "审核通过")
  .option("--opinion <意见>", "审核意见")
  .action((id: string, options: SignInOptions & { opinion?: string }) =>
    signedIn(options, (companion) =>
      decide(companion, id, "approve", options.opinion ?? null),
    ),
  );
command("return <编号>", "审核不通过")
  .option("--opinion <意见>", "审核意见，必须写明")
  .action((id: string, options: SignInOptions & { opinion?: string }) => {
    const opinion = stated(options.opinion, "请用 --opinion 写明审核意见。");
    return signedIn(options, (companion) =>
      decide(companion, id, "return", opinion),
    );
  });
command("void <编号>", "将备案设为无效")
  .option("--reason <原因>", "原因，必须写明")
  .action((id: string, options: SignInOptions & { reason?: string }) => {
    const reason = stated(options.reason, "请用 --reason 写明原因。");
    return signedIn(options, (companion) => voidFiling(companion, id, reason));
  });
command("save <编号>", "将上报原文、签名、回执和附件存到目录")
  .requiredOption("--to <目录>", "目录")
  .action((id: string, options: SignInOptions & { to: string }) =>
    signedIn(options, (companion) => saveEvidence(companion, id, options.to)),
  );

await program.parseAsync().catch((error: unknown) => {
  console.error(sentenceFor(error));
  process.exitCode = 1;
});

/** Said here and in Chinese; the parser's own complaint is English. */
function stated(text: string | undefined, sentence: string): string {
  if (text === undefined || text.trim() === "") throw new Error(sentence);
  return text;
}

function sentenceFor(error: unknown): string {
  if (error instanceof CompanionRefusal) return refusalText(error.problem.code);
  if (
    error instanceof TypeError ||
    error instanceof ZodError ||
    error instanceof SyntaxError
  ) {
    return "无法连接配套接口，请检查 --companion 的地址。";
  }
  return error instanceof Error ? error.message : String(error);
}
