import { type Call, json, Refusal } from './loopback-server.ts';

/** A control asked for something that does not exist or is impossible now. */
export const wrongWish = (status: number, message: string): Refusal =>
  new Refusal(message, json(status, { error: message }));

/** The JSON of a control's call; an empty body becomes an empty object. */
export function wishOf({ body }: Call): Record<string, unknown> {
  if (body.trim() === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    throw wrongWish(400, 'The body is not JSON.');
  }
}

/** The choice that a control's call names. */
export function choiceOf<Choice extends string>(
  wish: Record<string, unknown>,
  name: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((one) => one === wish[name]);
  if (!choice) throw wrongWish(400, `"${name}" is one of: ${choices.join(', ')}.`);
  return choice;
}
