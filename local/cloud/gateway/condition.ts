import { isJsonObject, type Json, listOf } from '../assembly/json.ts';
import { compilePattern, type Pattern } from './wildcard.ts';

/** A request's values by condition key; each key may have several. */
export type Context = Readonly<Record<string, readonly string[]>>;

export type Condition = {
  key: string;
  patterns: readonly Pattern[];
  holds(context: Context): boolean;
};

type Compare = { compile(text: string): Pattern; negated?: true };

const exactly = (text: string): Pattern => ({ text, matches: (value) => value === text });

const ignoringCase = (text: string): Pattern => ({
  text,
  matches: (value) => value.toLowerCase() === text.toLowerCase(),
});

const like = (text: string): Pattern => compilePattern(text);

const operators: Record<string, Compare> = {
  StringEquals: { compile: exactly },
  StringNotEquals: { compile: exactly, negated: true },
  StringEqualsIgnoreCase: { compile: ignoringCase },
  StringNotEqualsIgnoreCase: { compile: ignoringCase, negated: true },
  StringLike: { compile: like },
  StringNotLike: { compile: like, negated: true },
  // Both accept wildcards, whatever their names say.
  ArnEquals: { compile: like },
  ArnLike: { compile: like },
  ArnNotEquals: { compile: like, negated: true },
  ArnNotLike: { compile: like, negated: true },
  Bool: { compile: ignoringCase },
};

/** Compiles a statement's `Condition`; all of its parts must hold. */
export function compileConditions(condition: Json | undefined): Condition[] {
  if (!isJsonObject(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys as Record<string, Json>).map(([key, values]) =>
      compileCondition(operator, key, listOf(values).map(String)),
    ),
  );
}

function compileCondition(operator: string, key: string, values: string[]): Condition {
  const parts = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator);
  const [, quantifier, name = '', ifExists] = parts ?? [];
  if (name === 'Null') return compileNull(key, values[0] === 'true');
  const compare = operators[name];
  if (!compare) throw new Error(`The condition operator ${operator} is not known`);
  const patterns = values.map(compare.compile);
  const fits = (value: string) =>
    patterns.some((pattern) => pattern.matches(value)) !== (compare.negated === true);
  const whenAbsent =
    quantifier === 'ForAllValues' || ifExists !== undefined || compare.negated === true;
  return {
    key,
    patterns,
    holds: (context) => {
      const present = context[key];
      if (!present?.length) return whenAbsent && quantifier !== 'ForAnyValue';
      // Without a quantifier one value is expected; of several all must match, the cautious
      // reading.
      return quantifier === 'ForAnyValue' ? present.some(fits) : present.every(fits);
    },
  };
}

const compileNull = (key: string, isToBeAbsent: boolean): Condition => ({
  key,
  patterns: [],
  holds: (context) => !context[key]?.length === isToBeAbsent,
});
