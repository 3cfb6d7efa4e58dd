import { InvalidRequestError } from '#domain/errors';
import type { Item } from './table.ts';

/** Where the reading of an index goes on, as a caller carries it. */
export const encodeCursor = (after: Item): string =>
  Buffer.from(JSON.stringify(after)).toString('base64url');

/**
 * A cursor comes back from the caller, so it is believed only as far as it is of this list: DynamoDB
 * answers any other start with an error.
 *
 * @throws InvalidRequestError for a cursor that this list did not give out.
 */
export function decodeCursor(cursor: string, index: string, partition: string): Item {
  const after = parse(cursor);
  const names = ['pk', 'sk', `${index}Pk`, `${index}Sk`];
  const isText = (name: string) => typeof after?.[name] === 'string' && after[name] !== '';
  const isOfThisList =
    after !== undefined &&
    Object.keys(after).length === names.length &&
    names.every(isText) &&
    after[`${index}Pk`] === partition;
  if (!isOfThisList) throw new InvalidRequestError('The cursor is not of this list.');
  return after;
}

function parse(cursor: string): Item | undefined {
  try {
    const item = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Item | null;
    return item ?? undefined;
  } catch {
    return undefined;
  }
}
