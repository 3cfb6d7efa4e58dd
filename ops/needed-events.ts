/** Those of the needed events that an endpoint is not told of; `*` stands for all. */
export const missingEvents = (
  needed: readonly string[],
  subscribed: readonly string[],
): readonly string[] =>
  subscribed.includes('*') ? [] : needed.filter((event) => !subscribed.includes(event));
