import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { requestsThrottled } from '../metrics.ts';
import { routes, sharedLimit } from '../routes.ts';

/** What happened, not who it was: no address, no query. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    route: '$context.routeKey',
    statusCode: '$context.status',
    durationMs: '$context.responseLatency',
    error: '$context.integrationErrorMessage',
  }),
);

/** What a page of the shop sends; a server's API key has no business in a browser. */
const pageHeaders = ['authorization', 'content-type', 'idempotency-key', 'x-client-token'];

/** What such a page may read of an answer beside its body. */
const readableHeaders = ['apigw-requestid', 'retry-after'];

export type GatewayProps = {
  shopOrigins: readonly string[];
  removalPolicy: RemovalPolicy;
  /** Where answers 429 are counted; they are not when it is left out. */
  throttledNamespace?: string;
};

export type Gateway = { api: apigateway.HttpApi; stage: apigateway.HttpStage };

/** The HTTP API with its one stage, its access log, and the shop's own pages as origins. */
export function addGateway(scope: Construct, props: GatewayProps): Gateway {
  const api = new apigateway.HttpApi(scope, 'Api', {
    createDefaultStage: false,
    corsPreflight: {
      allowOrigins: props.shopOrigins.filter((origin) => !origin.endsWith(':*')),
      allowMethods: methodsOfPages(),
      allowHeaders: pageHeaders,
      exposeHeaders: readableHeaders,
      maxAge: Duration.hours(1),
    },
  });
  const accessLogs = new logs.LogGroup(scope, 'AccessLogs', {
    retention: logs.RetentionDays.ONE_MONTH,
    removalPolicy: props.removalPolicy,
  });
  const stage = new apigateway.HttpStage(scope, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    throttle: { rateLimit: sharedLimit.ratePerSecond, burstLimit: sharedLimit.burst },
    accessLogSettings: {
      destination: new LogGroupLogDestination(accessLogs),
      format: accessLogFormat,
    },
  });
  if (props.throttledNamespace) countThrottled(accessLogs, props.throttledNamespace);
  return { api, stage };
}

/** Pages call the API alone; webhooks and returning browsers need no leave. */
const methodsOfPages = (): apigateway.CorsHttpMethod[] =>
  [
    ...new Set(routes.filter(({ path }) => path.startsWith('/v1/')).map(({ method }) => method)),
  ].map((method) => apigateway.CorsHttpMethod[method]);

/** The API's own metrics know 4xx only: who is turned away is counted from the access log. */
const countThrottled = (logGroup: logs.LogGroup, metricNamespace: string) =>
  new logs.MetricFilter(logGroup, 'Throttled', {
    logGroup,
    filterPattern: logs.FilterPattern.stringValue('$.statusCode', '=', '429'),
    metricNamespace,
    metricName: requestsThrottled,
    metricValue: '1',
  });
