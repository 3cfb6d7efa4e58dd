import { isDeepStrictEqual } from 'node:util';
import type { Item } from '#stores/table';

/** What an expression's `#names` and `:values` stand for. */
export type Given = { names?: Record<string, string>; values?: Item };

/** Whether a row meets DynamoDB's condition; a row that does not exist is empty. */
export function isMet(condition: string, row: Item, given: Given): boolean {
  const reading = new Expression(condition, row, given);
  const result = reading.alternatives();
  reading.expectEnd();
  return result;
}

/** The row after DynamoDB's update: SET, ADD and REMOVE of attributes, and SET within maps. */
export function updated(update: string, row: Item, given: Given): Item {
  const reading = new Expression(update, row, given);
  const result = reading.updates();
  reading.expectEnd();
  return result;
}

/** `mails.#name` is a field of the map in an attribute. */
const words = /<>|<=|>=|[<>=(),]|[#:]?\w+(?:\.#\w+)?/g;

/** Knows the words that our stores use, and throws at any other: it never guesses. */
class Expression {
  readonly #text: string;
  readonly #words: string[];
  readonly #row: Item;
  readonly #given: Given;
  #at = 0;

  constructor(text: string, row: Item, given: Given) {
    if (text.replace(words, '').trim() !== '') throw new Error(`cannot read: ${text}`);
    this.#text = text;
    this.#words = text.match(words) ?? [];
    this.#row = row;
    this.#given = given;
  }

  expectEnd(): void {
    if (this.#at < this.#words.length) throw this.#unknown();
  }

  alternatives(): boolean {
    let result = this.#conjunction();
    while (this.#takes('OR')) result = this.#conjunction() || result;
    return result;
  }

  #conjunction(): boolean {
    let result = this.#single();
    while (this.#takes('AND')) result = this.#single() && result;
    return result;
  }

  #single(): boolean {
    if (this.#takes('(')) {
      const result = this.alternatives();
      this.#expect(')');
      return result;
    }
    if (this.#takes('attribute_exists')) return this.#inBrackets() !== undefined;
    if (this.#takes('attribute_not_exists')) return this.#inBrackets() === undefined;
    if (this.#takes('begins_with')) return String(this.#first()).startsWith(String(this.#second()));
    if (this.#takes('contains')) {
      const [all, one] = [this.#first(), this.#second()];
      return all instanceof Set && all.has(one);
    }
    const left = this.#takes('size') ? sizeOf(this.#inBrackets()) : this.#operand();
    if (this.#takes('BETWEEN')) return this.#isBetween(left);
    return compared(left, this.#next(), this.#operand());
  }

  #isBetween(value: unknown): boolean {
    const first = this.#operand();
    this.#expect('AND');
    return compared(first, '<=', value) && compared(value, '<=', this.#operand());
  }

  updates(): Item {
    const result = { ...this.#row };
    do {
      if (this.#takes('SET')) this.#each((name) => this.#set(result, name));
      else if (this.#takes('ADD')) this.#each((name) => this.#add(result, name));
      else if (this.#takes('REMOVE')) this.#each((name) => delete result[name]);
      else throw this.#unknown();
    } while (this.#at < this.#words.length);
    return result;
  }

  #each(change: (name: string) => void): void {
    do change(this.#name(this.#next()));
    while (this.#takes(','));
  }

  #set(result: Item, name: string): void {
    this.#expect('=');
    if (!this.#takes('if_not_exists')) put(result, name, this.#operand());
    else {
      const [stored, other] = [this.#first(), this.#second()];
      put(result, name, stored ?? other);
    }
  }

  #add(result: Item, name: string): void {
    const before = this.#row[name];
    const more = this.#operand();
    result[name] =
      more instanceof Set
        ? new Set([...((before as Set<unknown> | undefined) ?? []), ...more])
        : Number(before ?? 0) + Number(more);
  }

  #first(): unknown {
    this.#expect('(');
    const operand = this.#operand();
    this.#expect(',');
    return operand;
  }

  #second(): unknown {
    const operand = this.#operand();
    this.#expect(')');
    return operand;
  }

  #inBrackets(): unknown {
    this.#expect('(');
    return this.#second();
  }

  #operand(): unknown {
    const word = this.#next();
    if (!word.startsWith(':')) return at(this.#row, this.#name(word));
    if (!(word in (this.#given.values ?? {}))) throw this.#unknown();
    return this.#given.values?.[word];
  }

  #name(word: string): string {
    const [map, field] = word.split('.');
    if (map && field) return `${map}.${this.#name(field)}`;
    const name = word.startsWith('#') ? this.#given.names?.[word] : word;
    if (name === undefined || !/\w/.test(word)) throw this.#unknown();
    return name;
  }

  #next(): string {
    const word = this.#words[this.#at++];
    if (word === undefined) throw this.#unknown();
    return word;
  }

  #takes(word: string): boolean {
    if (this.#words[this.#at] !== word) return false;
    this.#at++;
    return true;
  }

  #expect(word: string): void {
    if (!this.#takes(word)) throw this.#unknown();
  }

  #unknown = (): Error => new Error(`cannot read at word ${this.#at}: ${this.#text}`);
}

/** DynamoDB refuses to set a field of a map that is not there. */
function put(row: Item, path: string, value: unknown): void {
  const [name = '', field] = partsOf(path);
  if (field === undefined) row[name] = value;
  else row[name] = { ...(row[name] as Item), [field]: value };
}

function at(row: Item, path: string): unknown {
  const [name = '', field] = partsOf(path);
  return field === undefined ? row[name] : (row[name] as Item | undefined)?.[field];
}

const partsOf = (path: string): string[] =>
  path.includes('.')
    ? [path.slice(0, path.indexOf('.')), path.slice(path.indexOf('.') + 1)]
    : [path];

const sizeOf = (value: unknown): number | undefined =>
  value instanceof Set ? value.size : undefined;

/** Values of different types are never equal, and none comes before the other. */
function compared(left: unknown, sign: string, right: unknown): boolean {
  if (sign === '=') return isDeepStrictEqual(left, right);
  if (sign === '<>') return !isDeepStrictEqual(left, right);
  const isBefore = typeof left === typeof right && (left as string) < (right as string);
  switch (sign) {
    case '<':
      return isBefore;
    case '<=':
      return isBefore || isDeepStrictEqual(left, right);
    case '>':
      return typeof left === typeof right && (left as string) > (right as string);
    default:
      throw new Error(`cannot compare by ${sign}`);
  }
}
