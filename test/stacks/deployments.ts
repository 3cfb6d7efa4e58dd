import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { StackName } from '../../lib/areas.ts';
import type { Properties, Templates } from './app.ts';

export type Resource = {
  stack: StackName;
  id: string;
  Type: string;
  Properties: Properties;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  Metadata: { 'aws:cdk:path': string };
};

/** Where they lie for all the tests of a run: to make them takes longer than to ask them. */
const file = '.local/templates.json';

export function keepForTests(templates: [string, Templates][]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(templates));
}

/**
 * Templates to be asked for resources, of one stack or of the whole app, in which what a stack asks
 * another for is written as if both were one.
 */
export function asking(templates: Templates) {
  const app = joined(templates);
  const resourcesOf = (stack: StackName | 'app', type?: string): Resource[] =>
    (stack === 'app' ? app : inStack(templates, stack)).filter(
      ({ Type }) => type === undefined || Type === type,
    );
  return { templates, resourcesOf };
}

const inStack = (templates: Templates, stack: StackName): Resource[] =>
  Object.entries(templates[stack].Resources as Record<string, Omit<Resource, 'id'>>).map(
    ([id, resource]) => ({ ...resource, id, stack }),
  );

/** @throws Error when two stacks use one id, which would be taken for the same resource. */
function joined(templates: Templates): Resource[] {
  const all = (Object.keys(templates) as StackName[]).flatMap((stack) => inStack(templates, stack));
  const ids = all.map(({ id }) => id).filter((id) => !/^(CDKMetadata|Custom)/.test(id));
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length > 0) throw new Error(`${twice} stand in several stacks`);
  return withOutputs(all, templates) as Resource[];
}

function withOutputs(value: unknown, templates: Templates): unknown {
  if (Array.isArray(value)) return value.map((item) => withOutputs(item, templates));
  if (typeof value !== 'object' || value === null) return value;
  const asked = (value as Properties)['Fn::GetStackOutput'];
  if (asked) return withOutputs(outputOf(asked, templates), templates);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withOutputs(inner, templates)]),
  );
}

const outputOf = ({ StackName: stack, OutputName: name }: Properties, templates: Templates) =>
  templates[stack.split('-').at(-1) as StackName].Outputs[name].Value;

export type Synthesised = ReturnType<typeof asking>;

/** One of each kind that differs: a small one to try things, and the full one that earns. */
export const deployments = (): [string, Synthesised][] =>
  (JSON.parse(readFileSync(file, 'utf8')) as [string, Templates][]).map(([name, templates]) => [
    name,
    asking(templates),
  ]);

/** The logical id that `Ref` or `Fn::GetAtt` points at. */
export const targetOf = (value: Properties): string => value.Ref ?? value['Fn::GetAtt']?.[0] ?? '';

export const listOf = <Item>(value: Item | Item[] | undefined): Item[] =>
  value === undefined ? [] : ([value].flat() as Item[]);

/** The statements that a role carries itself. */
export const inlineStatementsOf = ({ Properties }: Pick<Resource, 'Properties'>): Properties[] =>
  Properties.Policies.flatMap(({ PolicyDocument }: Properties) => PolicyDocument.Statement);

/** `peage-dev-core/Job-send-message/DeadLetters/Queue/Resource` → `Job-send-message/DeadLetters`. */
export const constructOf = ({ Metadata }: Pick<Resource, 'Metadata'>): string =>
  Metadata['aws:cdk:path'].split('/').slice(1, -2).join('/');
