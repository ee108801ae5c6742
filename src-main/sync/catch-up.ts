/** Both lanes wait for the same pull of everything; it counts until somebody says `again`. */
export interface CatchUp {
  /** Resolves after a pull that began after the last `again`. */
  wait(token: string): Promise<void>;
  again(): void;
}

export function createCatchUp(
  pullEverything: (token: string) => Promise<void>,
): CatchUp {
  let pulling: Promise<void> | null = null;
  const again = (): void => {
    pulling = null;
  };
  const wait = async (token: string): Promise<void> => {
    const awaited = (pulling ??= pullEverything(token));
    try {
      await awaited;
    } catch (error) {
      if (pulling === awaited) again();
      throw error;
    }
    if (pulling !== awaited) await wait(token);
  };
  return { wait, again };
}
