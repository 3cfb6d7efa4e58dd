import type { Assembly } from '../assembly/assembly.ts';
import { isJsonObject, type JsonObject } from '../assembly/json.ts';

/** How Lambda treats events of one function whose callers do not wait. */
export type EventInvokeConfig = {
  /** Tries after the first one. */
  retriesMax: number;
  /** Older events are given up untried. */
  eventAgeMsMax: number;
  /** Where the record of an event that was given up goes; left out, it is lost. */
  onFailureArn?: string;
};

/** Lambda's own values, for a function of which the template says nothing. */
export const eventInvokeDefaults: EventInvokeConfig = {
  retriesMax: 2,
  eventAgeMsMax: 6 * 3_600_000,
};

/** Reads what the template says (`AWS::Lambda::EventInvokeConfig`), by the function's ARN. */
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
