import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import type { CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { RouteLimit } from '../routes.ts';

/** Gives routes buckets of their own, beside the one that all others share. */
export class RouteLimits {
  private readonly stage: CfnStage;
  private readonly settings: Record<string, object> = {};

  constructor(stage: apigateway.HttpStage) {
    this.stage = stage.node.defaultChild as CfnStage;
    this.stage.routeSettings = this.settings;
  }

  set(route: apigateway.HttpRoute, routeKey: string, { ratePerSecond, burst }: RouteLimit): void {
    this.settings[routeKey] = {
      ThrottlingRateLimit: ratePerSecond,
      ThrottlingBurstLimit: burst,
    };
    // API Gateway refuses settings of a route that does not exist yet.
    this.stage.node.addDependency(route);
  }
}
