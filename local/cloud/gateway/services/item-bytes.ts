import { isJsonObject, type Json, type JsonObject } from '../../assembly/json.ts';

/** Bytes of an item as DynamoDB counts them: names and values, plus 3 for lists and maps. */
export const itemBytes = (item: Json | undefined): number =>
  isJsonObject(item)
    ? Object.entries(item).reduce(
        (sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value),
        0,
      )
    : 0;

/** Two digits of a number share a byte; one more byte holds sign and exponent. */
const numberBytes = (digits: string): number =>
  Math.ceil(digits.replaceAll(/[^0-9]/g, '').length / 2) + 1;

const binaryBytes = (base64: string): number => Buffer.byteLength(base64, 'base64');

const sum = <Item>(items: Item[], bytes: (item: Item) => number): number =>
  items.reduce((total, item) => total + bytes(item), 0);

function valueBytes(value: Json): number {
  const [[type, content] = ['NULL', null]] = Object.entries(value as JsonObject);
  switch (type) {
    case 'S':
      return Buffer.byteLength(content as string);
    case 'N':
      return numberBytes(content as string);
    case 'B':
      return binaryBytes(content as string);
    case 'SS':
      return sum(content as string[], Buffer.byteLength);
    case 'NS':
      return sum(content as string[], numberBytes);
    case 'BS':
      return sum(content as string[], binaryBytes);
    case 'L':
      return 3 + sum(content as Json[], (item) => 1 + valueBytes(item));
    case 'M':
      return 3 + Object.keys(content as JsonObject).length + itemBytes(content);
    default:
      return 1;
  }
}
