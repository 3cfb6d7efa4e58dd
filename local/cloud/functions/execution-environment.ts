import { randomBytes } from 'node:crypto';
import type { LocalFunction } from './local-function.ts';

/** The keys that identify a function's role to the gateway. */
export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken: string };

/**
 * Everything in a worker's `process.env`: the template's variables, those that Lambda sets, and the
 * endpoint variable that points the SDK to the gateway. Nothing of this machine.
 */
export function executionEnvironment(
  definition: LocalFunction,
  credentials: Credentials,
  gatewayUrl: string,
): Record<string, string> {
  return {
    ...variablesOnThisMachine(definition),
    AWS_REGION: definition.region,
    AWS_DEFAULT_REGION: definition.region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_ENDPOINT_URL: gatewayUrl,
    RECEIVERS_ON_THIS_MACHINE: 'allowed',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: definition.functionName,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: definition.logFormat,
    AWS_LAMBDA_LOG_GROUP_NAME: definition.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName(new Date()),
    LAMBDA_TASK_ROOT: definition.codeDirectory,
    _HANDLER: `index.${definition.exportName}`,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _X_AMZN_TRACE_ID: '',
  };
}

/** Lambda puts a function's layers into `/opt`; here each layer has its own folder. */
function variablesOnThisMachine({ variables, layerDirectory }: LocalFunction) {
  if (!layerDirectory) return variables;
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      value.replace(/^\/opt(?=\/|$)/, layerDirectory),
    ]),
  );
}

const logStreamName = (now: Date): string =>
  `${now.toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomBytes(16).toString('hex')}`;
