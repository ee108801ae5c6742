import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type {
  networkProcedures,
  ProxyQuestion,
} from "../../src-shared/network/network-procedures.ts";
import type { AnswerProxy, ProxyCredentials } from "./proxy-choice.ts";

export interface ProxySignIn {
  readonly answer: AnswerProxy;
  readonly handlers: ProcedureHandlers<typeof networkProcedures>;
}

/**
 * A request never waits for a person: without an answer it fails and is tried again later, and the page shows who asks.
 * What the clerk types stays in memory, for that one proxy.
 */
export function createProxySignIn(needs: {
  onQuestion: (question: ProxyQuestion) => void;
  /** Somebody has answered: what waits may be tried again. */
  onAnswered: () => void;
}): ProxySignIn {
  const known = new Map<string, ProxyCredentials>();
  let question: ProxyQuestion = null;

  const ask = (next: ProxyQuestion): void => {
    if (JSON.stringify(next) === JSON.stringify(question)) return;
    question = next;
    needs.onQuestion(next);
  };

  return {
    answer: ({ proxy, realm }, refused) => {
      const kept = known.get(proxy);
      if (kept !== undefined && !isSame(kept, refused)) return kept;
      known.delete(proxy);
      ask({
        proxy: proxy.slice(0, 300),
        realm: realm.slice(0, 200),
        // Another request may have begun before anything was typed; it knows nothing of what was refused.
        wasRefused:
          refused !== null ||
          (question?.proxy === proxy && question.wasRefused),
      });
      return null;
    },
    handlers: {
      "network.proxy-question": () => question,
      "network.answer-proxy": (credentials) => {
        if (question === null) return {};
        known.set(question.proxy, credentials);
        ask(null);
        needs.onAnswered();
        return {};
      },
    },
  };
}

function isSame(
  one: ProxyCredentials,
  other: ProxyCredentials | null,
): boolean {
  return one.username === other?.username && one.password === other.password;
}
