import { isJsonObject, type Json, type JsonObject } from './json.ts';

/** The names that the intrinsic functions of one stack can refer to. */
export type Scope = {
  /** The value of a parameter, pseudo parameter or resource; undefined when there is none. */
  ref(name: string): Json | undefined;
  attribute(logicalId: string, name: string): Json;
  exported(name: string): Json;
  output(stack: string, name: string): Json;
  condition(name: string): boolean;
  mapped(map: string, first: string, second: string): Json;
};

/** Marks a property to be left out. */
const noValue = Symbol('AWS::NoValue');
type Resolved = Json | typeof noValue;

/**
 * Resolves every intrinsic function in a template's value.
 *
 * @throws Error with the place in the template and the function's name when it is unknown.
 */
export function resolve(value: Json, scope: Scope, place: string): Json {
  const resolved = resolveValue(value, scope, place);
  return resolved === noValue ? null : resolved;
}

function resolveValue(value: Json, scope: Scope, place: string): Resolved {
  if (Array.isArray(value))
    return value
      .map((item, position) => resolveValue(item, scope, `${place}/${position}`))
      .filter((item) => item !== noValue);
  if (!isJsonObject(value)) return value;
  const keys = Object.keys(value);
  const only = keys.length === 1 ? keys[0]! : '';
  if (only === 'Ref' || only.startsWith('Fn::') || only === 'Condition')
    return callIntrinsic(only, value[only]!, scope, `${place}/${only}`);
  return resolveProperties(value, scope, place);
}

function resolveProperties(value: JsonObject, scope: Scope, place: string): JsonObject {
  const properties: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    const resolved = resolveValue(item, scope, `${place}/${key}`);
    if (resolved !== noValue) properties[key] = resolved;
  }
  return properties;
}

function callIntrinsic(name: string, argument: Json, scope: Scope, place: string): Resolved {
  // In a policy statement `Condition` is an object; the intrinsic of that name takes a string.
  if (name === 'Condition' && typeof argument !== 'string')
    return { Condition: resolve(argument, scope, place) };
  const intrinsic = intrinsics[name];
  if (!intrinsic) throw new Error(`${place}: the intrinsic function ${name} is not known`);
  return intrinsic(argument, scope, place);
}

type Intrinsic = (argument: Json, scope: Scope, place: string) => Resolved;

const text = (value: Json, scope: Scope, place: string): string => {
  const resolved = resolve(value, scope, place);
  if (typeof resolved === 'string') return resolved;
  if (typeof resolved === 'number' || typeof resolved === 'boolean') return String(resolved);
  throw new Error(`${place}: text is expected, not ${JSON.stringify(resolved)}`);
};

const list = (value: Json, scope: Scope, place: string): Json[] => {
  const resolved = resolve(value, scope, place);
  if (Array.isArray(resolved)) return resolved;
  throw new Error(`${place}: a list is expected, not ${JSON.stringify(resolved)}`);
};

const pair = (value: Json, place: string): [Json, Json] => {
  if (Array.isArray(value) && value.length === 2) return [value[0]!, value[1]!];
  throw new Error(`${place}: two arguments are expected`);
};

const ref: Intrinsic = (argument, scope, place) => {
  if (argument === 'AWS::NoValue') return noValue;
  const found = scope.ref(argument as string);
  if (found !== undefined) return found;
  throw new Error(`${place}: nothing is called ${argument}`);
};

const getAtt: Intrinsic = (argument, scope) => {
  const [logicalId, ...names] = Array.isArray(argument)
    ? (argument as string[])
    : (argument as string).split('.');
  return scope.attribute(logicalId!, names.join('.'));
};

/** `"text ${Name} ${Resource.Attribute}"`, or `["text", { Name: value }]`; `${!x}` is `${x}`. */
const sub: Intrinsic = (argument, scope, place) => {
  const [template, variables] = Array.isArray(argument)
    ? [argument[0] as string, argument[1] as JsonObject]
    : [argument as string, {} as JsonObject];
  return template.replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (name in variables) return text(variables[name]!, scope, `${place}/${name}`);
    const value = name.includes('.') ? getAtt(name, scope, place) : ref(name, scope, place);
    return text(value as Json, scope, place);
  });
};

const condition: Intrinsic = (argument, scope) => scope.condition(argument as string);

const intrinsics: Record<string, Intrinsic> = {
  Ref: ref,
  Condition: condition,
  'Fn::GetAtt': getAtt,
  'Fn::Sub': sub,
  'Fn::Join': (argument, scope, place) => {
    const [separator, items] = pair(argument, place);
    return list(items, scope, place)
      .map((item) => text(item, scope, place))
      .join(text(separator, scope, place));
  },
  'Fn::Select': (argument, scope, place) => {
    const [position, items] = pair(argument, place);
    const item = list(items, scope, place)[Number(text(position, scope, place))];
    if (item === undefined) throw new Error(`${place}: there is no item ${position}`);
    return item;
  },
  'Fn::Split': (argument, scope, place) => {
    const [separator, whole] = pair(argument, place);
    return text(whole, scope, place).split(text(separator, scope, place));
  },
  'Fn::ImportValue': (argument, scope, place) => scope.exported(text(argument, scope, place)),
  'Fn::GetStackOutput': (argument, scope, place) => {
    const { StackName, OutputName } = resolve(argument, scope, place) as Record<string, string>;
    return scope.output(StackName!, OutputName!);
  },
  'Fn::FindInMap': (argument, scope, place) => {
    const [map, first, second] = list(argument, scope, place) as string[];
    return scope.mapped(map!, first!, second!);
  },
  'Fn::If': (argument, scope, place) => {
    const [name, then, otherwise] = argument as [string, Json, Json];
    return resolveValue(scope.condition(name) ? then : otherwise, scope, place);
  },
  'Fn::Equals': (argument, scope, place) => {
    const [left, right] = list(argument, scope, place);
    return JSON.stringify(left) === JSON.stringify(right);
  },
  'Fn::Not': (argument, scope, place) => !list(argument, scope, place)[0],
  'Fn::And': (argument, scope, place) => list(argument, scope, place).every(Boolean),
  'Fn::Or': (argument, scope, place) => list(argument, scope, place).some(Boolean),
};
