/** The needed events that an endpoint does not subscribe to; `*` subscribes to all. */
export const missingEvents = (
  needed: readonly string[],
  subscribed: readonly string[],
): readonly string[] =>
  subscribed.includes('*') ? [] : needed.filter((event) => !subscribed.includes(event));
