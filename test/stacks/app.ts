import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { addStacks } from '../../lib/stacks/peage-app.ts';

// biome-ignore lint/suspicious/noExplicitAny: templates are looked at field by field.
export type Properties = Record<string, any>;

export type Resource = {
  id: string;
  Type: string;
  Properties: Properties;
  DeletionPolicy?: string;
  Metadata: { 'aws:cdk:path': string };
};

export type StackName = 'data' | 'service' | 'watch';

/** The context of cdk.json, with the parts that a test changes. */
export const contextWith = (changes: object = {}): Record<string, unknown> => ({
  ...JSON.parse(readFileSync('cdk.json', 'utf8')).context,
  // Bundles are no part of what these tests look at, and take long to make.
  'aws:cdk:bundling-stacks': [],
  // The CLI sets it; resources say by it which construct they belong to.
  'aws:cdk:enable-path-metadata': true,
  ...changes,
});

/** The three stacks as bin/peage.ts makes them. */
export function stacksOf(context: Record<string, unknown>) {
  const app = new App({ context });
  return { app, ...addStacks(app) };
}

/** The templates of one stage, to be asked for resources. */
export function synthesised(context: Record<string, unknown>) {
  const { data, service, watch } = stacksOf(context);
  const templates = {
    data: Template.fromStack(data).toJSON(),
    service: Template.fromStack(service).toJSON(),
    watch: Template.fromStack(watch).toJSON(),
  };
  const resourcesOf = (stack: StackName, type?: string): Resource[] =>
    Object.entries(templates[stack].Resources as Record<string, Omit<Resource, 'id'>>)
      .map(([id, resource]) => ({ ...resource, id }))
      .filter(({ Type }) => type === undefined || Type === type);
  return { templates, resourcesOf };
}

export type Synthesised = ReturnType<typeof synthesised>;

const { configuration, stages } = JSON.parse(readFileSync('cdk.json', 'utf8')).context;

/** A shop that takes payments in every way. */
export const withEveryProvider = {
  configuration: { ...configuration, providers: stages.dev.providers },
};

/** One template of each kind that differs: a small one to try things, and the full one that earns. */
export const deployments: [string, Synthesised][] = [
  ['dev, small', synthesised(contextWith({ stage: 'dev', profile: 'small' }))],
  [
    'prod, full',
    synthesised(contextWith({ stage: 'prod', profile: 'full', ...withEveryProvider })),
  ],
];

/** The logical id that `Ref` or `Fn::GetAtt` points at. */
export const targetOf = (value: Properties): string => value.Ref ?? value['Fn::GetAtt']?.[0] ?? '';

export const listOf = <Item>(value: Item | Item[] | undefined): Item[] =>
  value === undefined ? [] : ([value].flat() as Item[]);

/** `peage-dev-service/Job-send-message/DeadLetters/Queue/Resource` → `Job-send-message/DeadLetters`. */
export const constructOf = ({ Metadata }: Pick<Resource, 'Metadata'>): string =>
  Metadata['aws:cdk:path'].split('/').slice(1, -2).join('/');
