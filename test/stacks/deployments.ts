import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Properties, StackName, Templates } from './app.ts';

export type Resource = {
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

/** Templates to be asked for resources. */
export function asking(templates: Templates) {
  const resourcesOf = (stack: StackName, type?: string): Resource[] =>
    Object.entries(templates[stack].Resources as Record<string, Omit<Resource, 'id'>>)
      .map(([id, resource]) => ({ ...resource, id }))
      .filter(({ Type }) => type === undefined || Type === type);
  return { templates, resourcesOf };
}

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

/** `peage-dev-service/Job-send-message/DeadLetters/Queue/Resource` → `Job-send-message/DeadLetters`. */
export const constructOf = ({ Metadata }: Pick<Resource, 'Metadata'>): string =>
  Metadata['aws:cdk:path'].split('/').slice(1, -2).join('/');
