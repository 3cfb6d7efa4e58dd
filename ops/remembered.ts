/** Calls `look` once, at the first use, and keeps its result; does not keep a failure. */
export function remembered<Found>(look: () => Promise<Found>): () => Promise<Found> {
  let found: Promise<Found> | undefined;
  return () => {
    found ??= look().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
}

/** As `remembered`, with one result per name. */
export function rememberedEach<Name, Found>(
  look: (name: Name) => Promise<Found>,
): (name: Name) => Promise<Found> {
  const looks = new Map<Name, () => Promise<Found>>();
  return (name) => {
    const answer = looks.get(name) ?? remembered(() => look(name));
    looks.set(name, answer);
    return answer();
  };
}
