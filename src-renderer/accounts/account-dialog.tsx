import type { ComponentProps } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { AskProblem } from "./ask-problem.tsx";

/** The frame of every dialog that changes an account. */
export function AccountDialog({
  problem,
  onSignInAgain,
  children,
  ...frame
}: Omit<ComponentProps<typeof FormDialog>, "width"> & {
  /** Only where it belongs to no field. */
  problem: Problem | null;
  onSignInAgain: () => void;
}) {
  return (
    <FormDialog {...frame} width={600}>
      {children}
      {problem !== null && (
        <AskProblem problem={problem} onSignInAgain={onSignInAgain} />
      )}
    </FormDialog>
  );
}
