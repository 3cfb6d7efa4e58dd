import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

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

/** The HTTP API with its one stage, its access log, and the shop's own pages as origins. */
export function addGateway(
  scope: Construct,
  { shopOrigins, removalPolicy }: { shopOrigins: string[]; removalPolicy: RemovalPolicy },
): apigateway.HttpApi {
  const api = new apigateway.HttpApi(scope, 'Api', {
    createDefaultStage: false,
    corsPreflight: {
      allowOrigins: shopOrigins.filter((origin) => !origin.endsWith(':*')),
      allowMethods: [apigateway.CorsHttpMethod.GET, apigateway.CorsHttpMethod.POST],
      allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'x-client-token'],
      maxAge: Duration.hours(1),
    },
  });
  const accessLogs = new logs.LogGroup(scope, 'AccessLogs', {
    retention: logs.RetentionDays.ONE_MONTH,
    removalPolicy,
  });
  new apigateway.HttpStage(scope, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    throttle: { rateLimit: 200, burstLimit: 400 },
    accessLogSettings: {
      destination: new LogGroupLogDestination(accessLogs),
      format: accessLogFormat,
    },
  });
  return api;
}
