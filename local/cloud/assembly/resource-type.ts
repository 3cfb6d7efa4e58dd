import type { JsonObject } from './json.ts';
import { generatedId, generatedName } from './physical-names.ts';

/** The identity of a resource: its names and its place. */
export type Identity = {
  name: string;
  region: string;
  account: string;
  gatewayUrl: string;
  apiUrl: string;
  /** Unresolved, as in the template. */
  properties: JsonObject;
};

export type Origin = { stack: string; logicalId: string; region: string };
export type Describe = (identity: Identity) => string;

export type ResourceType = {
  /** The property that may hold the name. */
  nameProperty?: string;
  generate: (origin: Origin) => string;
  arn: Describe;
  /** What `Ref` returns; the name when absent. */
  ref?: Describe;
  /** What `Fn::GetAtt` can return. */
  attributes?: Record<string, Describe>;
};

export const named =
  (lengthMax: number) =>
  ({ stack, logicalId }: Origin) =>
    generatedName(stack, logicalId, lengthMax);

export const opaque =
  (length: number, prefix = '') =>
  ({ stack, logicalId }: Origin) =>
    prefix + generatedId(stack, logicalId, length);
