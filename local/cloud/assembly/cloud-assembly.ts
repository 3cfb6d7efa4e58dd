import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from './json.ts';

type TemplateResource = {
  Type: string;
  Properties?: JsonObject;
  Metadata?: JsonObject;
  Condition?: string;
};

type Template = {
  Resources: Record<string, TemplateResource>;
  Conditions?: Record<string, Json>;
  Outputs?: Record<string, { Value: Json; Export?: { Name: Json }; Condition?: string }>;
  Parameters?: Record<string, { Default?: Json }>;
  Mappings?: Record<string, Record<string, JsonObject>>;
};

export type Stack = { name: string; template: Template };

type Manifest = {
  artifacts: Record<
    string,
    { type: string; properties?: { templateFile?: string; stackName?: string } }
  >;
};

const readJson = <Content>(file: string): Content => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Content;
  } catch (cause) {
    throw new Error(`${file} cannot be read; is the app synthesised there?`, { cause });
  }
};

/** The stacks of a synthesised assembly, in the order of its manifest. */
export function readStacks(directory: string): Stack[] {
  const manifest = readJson<Manifest>(join(directory, 'manifest.json'));
  return Object.entries(manifest.artifacts)
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([id, { properties }]) => ({
      name: properties?.stackName ?? id,
      template: readJson<Template>(join(directory, properties!.templateFile!)),
    }));
}
