import type { JsonObject } from './json.ts';
import { generatedId, generatedName } from './physical-names.ts';

/** What a resource is called, and where it stands. */
export type Identity = {
  name: string;
  region: string;
  account: string;
  gatewayUrl: string;
  apiUrl: string;
  /** As in the template, not resolved. */
  properties: JsonObject;
};

export type Origin = { stack: string; logicalId: string; region: string };
export type Describe = (identity: Identity) => string;

export type ResourceType = {
  /** The property that may give the name. */
  nameProperty?: string;
  generate: (origin: Origin) => string;
  arn: Describe;
  /** What `Ref` gives; the name when left out. */
  ref?: Describe;
  /** What `Fn::GetAtt` may ask for. */
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
