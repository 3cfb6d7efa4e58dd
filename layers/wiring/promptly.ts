/**
 * For clients whose caller waits for a second at most: one attempt, which ends by itself, so that
 * nothing goes on after the answer.
 */
export const promptly = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 800, requestTimeout: 900 },
};
