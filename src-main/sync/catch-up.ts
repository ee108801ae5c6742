/** Both lanes wait for the same pull of everything; it counts until somebody says `again`. */
export interface CatchUp {
  /** Resolves after a pull that began after the last `again`, to its number. */
  wait(token: string): Promise<number>;
  again(): void;
}

export function createCatchUp(
  pullEverything: (token: string) => Promise<void>,
): CatchUp {
  let pulling: Promise<void> | null = null;
  let round = 0;
  const again = (): void => {
    pulling = null;
    round += 1;
  };
  const wait = async (token: string): Promise<number> => {
    const awaited = (pulling ??= pullEverything(token));
    try {
      await awaited;
    } catch (error) {
      if (pulling === awaited) again();
      throw error;
    }
    return pulling === awaited ? round : wait(token);
  };
  return { wait, again };
}
