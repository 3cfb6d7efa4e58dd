import type * as z from 'zod/mini';

const nameOfType: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text in quotes',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const nameOfFormat: Record<string, string> = {
  datetime: 'a time in UTC, like 2026-11-26T10:00:00Z',
  date: 'a day, like 2026-11-26',
  url: 'a web address',
};

/** As long as a card number: text that is refused for one is not repeated. */
const manyDigits = /\p{Nd}(?:[^\p{L}\p{Nd}]{0,3}\p{Nd}){12,}/gu;

/** How many unknown fields one message repeats, and how many characters of each. */
const namesMax = 5;
const nameLengthMax = 40;

/** What is wrong with a value, in words that follow the name of its field. */
export function violationText(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'is missing'
        : `must be ${nameOfType[issue.expected] ?? issue.expected}`;
    case 'too_small':
    case 'too_big':
      return sizeText(issue);
    case 'invalid_format':
      return `must be ${nameOfFormat[issue.format] ?? 'in another form: see GET /v1/openapi.json'}`;
    case 'invalid_value':
      return issue.input === undefined
        ? 'is missing'
        : `must be ${issue.values.map(String).join(' or ')}`;
    case 'unrecognized_keys':
      return unknownFields(issue.keys);
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'has an invalid name';
    default:
      return 'is not valid: see GET /v1/openapi.json';
  }
}

type SizeIssue = z.core.$ZodRawIssue<z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall>;

function sizeText(issue: SizeIssue): string {
  const unit = { string: ' characters', array: ' entries' }[issue.origin as string] ?? '';
  const verb = unit === '' ? 'be' : 'have';
  if (issue.code === 'too_big') return `must ${verb} at most ${issue.maximum}${unit}`;
  return unit !== '' && Number(issue.minimum) === 1
    ? 'must not be empty'
    : `must ${verb} at least ${issue.minimum}${unit}`;
}

function unknownFields(names: readonly string[]): string {
  const quoted = names
    .slice(0, namesMax)
    .map((name) => JSON.stringify(name.replace(manyDigits, '…').slice(0, nameLengthMax)));
  const more = names.length > namesMax ? ` and ${names.length - namesMax} more` : '';
  return `has unknown fields: ${quoted.join(', ')}${more}`;
}
