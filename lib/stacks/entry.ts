import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Deployment } from '../configuration.ts';
import { functionsFor } from '../constructs/function-factory.ts';
import { metricsNamespace, requestsThrottled } from '../metrics.ts';
import { isConfigured } from '../provider-configuration.ts';
import { type RouteLimit, routes, sharedLimit, unknownRoute } from '../routes.ts';
import { removalPolicyOf } from './removal-policy.ts';

/** Logs what happened, not who called: no IP address, no query. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    route: '$context.routeKey',
    statusCode: '$context.status',
    durationMs: '$context.responseLatency',
    error: '$context.integrationErrorMessage',
  }),
);

/**
 * Opens the API to the world, with its access log and limits. It is deployed after the areas,
 * because API Gateway rejects settings for a route that does not exist yet.
 */
export class EntryStack extends Stack {
  constructor(scope: Construct, id: string, deployment: Deployment, api: apigateway.HttpApi) {
    super(scope, id, { description: 'Péage: API stage, access log and rate limits' });
    const accessLogs = this.createAccessLogs(removalPolicyOf(deployment.stage));
    const stage = new apigateway.HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: sharedLimit.ratePerSecond, burstLimit: sharedLimit.burst },
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(accessLogs),
        format: accessLogFormat,
      },
    });
    (stage.node.defaultChild as apigateway.CfnStage).routeSettings = routeSettings(deployment);
    if (deployment.profile === 'full')
      countThrottled(accessLogs, metricsNamespace(deployment.stage));
  }

  private createAccessLogs = (removalPolicy: RemovalPolicy): logs.LogGroup =>
    new logs.LogGroup(this, 'AccessLogs', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy,
    });
}

/** Routes with a bucket of their own, in addition to the shared one. */
function routeSettings(deployment: Deployment): Record<string, object> {
  const { providers } = deployment.configuration;
  // API Gateway refuses settings of a route that does not exist.
  const names = functionsFor(deployment);
  const settings: Record<string, object> = { $default: settingOf(unknownRoute.limit) };
  for (const { method, path, limit, provider, function: name } of routes)
    if (limit && names.includes(name) && isConfigured(providers, provider))
      settings[`${method} ${path}`] = settingOf(limit);
  return settings;
}

const settingOf = ({ ratePerSecond, burst }: RouteLimit) => ({
  ThrottlingRateLimit: ratePerSecond,
  ThrottlingBurstLimit: burst,
});

/** The API's own metrics only count 4xx, so throttled requests are counted from the access log. */
const countThrottled = (logGroup: logs.LogGroup, metricNamespace: string) =>
  new logs.MetricFilter(logGroup, 'Throttled', {
    logGroup,
    filterPattern: logs.FilterPattern.stringValue('$.statusCode', '=', '429'),
    metricNamespace,
    metricName: requestsThrottled,
    metricValue: '1',
  });
