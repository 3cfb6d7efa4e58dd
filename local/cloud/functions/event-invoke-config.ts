import type { Assembly } from '../assembly/assembly.ts';
import { isJsonObject, type JsonObject } from '../assembly/json.ts';

/** How Lambda treats a function's asynchronous events. */
export type EventInvokeConfig = {
  /** Attempts after the first one. */
  retriesMax: number;
  /** Older events are given up without an attempt. */
  eventAgeMsMax: number;
  /** Receives the record of an event that was given up; the event is lost when absent. */
  onFailureArn?: string;
};

/** Lambda's defaults for a function without a configuration in the template. */
export const eventInvokeDefaults: EventInvokeConfig = {
  retriesMax: 2,
  eventAgeMsMax: 6 * 3_600_000,
};

/** Reads the template's `AWS::Lambda::EventInvokeConfig` resources, by the function's ARN. */
export const eventInvokeConfigsOf = (assembly: Assembly): Map<string, EventInvokeConfig> =>
  new Map(
    assembly.ofType('AWS::Lambda::EventInvokeConfig').map(({ properties }) => {
      const name = String(properties.FunctionName);
      return [assembly.byPhysicalId(name)?.arn ?? name, configOf(properties)];
    }),
  );

function configOf(properties: JsonObject): EventInvokeConfig {
  const { retriesMax, eventAgeMsMax } = eventInvokeDefaults;
  const seconds = properties.MaximumEventAgeInSeconds;
  const { Destination } = inner(inner(properties, 'DestinationConfig'), 'OnFailure');
  return {
    retriesMax: Number(properties.MaximumRetryAttempts ?? retriesMax),
    eventAgeMsMax: seconds === undefined ? eventAgeMsMax : Number(seconds) * 1000,
    ...(typeof Destination === 'string' && { onFailureArn: Destination }),
  };
}

const inner = (properties: JsonObject, name: string): JsonObject => {
  const value = properties[name];
  return isJsonObject(value) ? value : {};
};
