import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { changeFrom } from '#stores/changes';
import { counting } from '#wiring/counting';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...counting,
  read: (image) => changeFrom(unmarshall(image as Record<string, AttributeValue>)),
});
