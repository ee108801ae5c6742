export type Tone = "ok" | "quiet" | "warning" | "problem";

/** A colour and a shape for those who see it; the words beside it say the same. */
export function StateDot({ tone }: { tone: Tone }) {
  return <span aria-hidden="true" className={`dot dot-${tone}`} />;
}
