import { Duration, Validations } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import {
  HttpLambdaAuthorizer,
  HttpLambdaResponseType,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { type Route, unknownRoute } from '../routes.ts';
import type { PeageFunction } from './peage-function.ts';
import { RouteLimits } from './route-limits.ts';

export type ApiRoutesProps = {
  api: apigateway.HttpApi;
  stage: apigateway.HttpStage;
  routes: readonly Route[];
  functionOf: (name: string) => PeageFunction;
  identifyCaller: PeageFunction;
};

/** Joins every route to its function and to the one that asks who calls. */
export class ApiRoutes extends Construct {
  constructor(scope: Construct, id: string, props: ApiRoutesProps) {
    super(scope, id);
    const caller = new HttpLambdaAuthorizer('AnyCaller', props.identifyCaller.lambda, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      // A guest sends no credentials at all, so there is nothing that the gateway could cache by:
      // the function keeps its own short cache of keys and people.
      identitySource: [],
      resultsCacheTtl: Duration.seconds(0),
    });
    const integrations = new Map<string, HttpLambdaIntegration>();
    const limits = new RouteLimits(props.stage);
    for (const route of props.routes) {
      const integration =
        integrations.get(route.function) ??
        new HttpLambdaIntegration(route.function, props.functionOf(route.function).lambda, {
          // One permission for all routes of a function: a stack may hold 500 resources.
          scopePermissionToRoute: false,
        });
      integrations.set(route.function, integration);
      const created = new apigateway.HttpRoute(this, `${route.method} ${route.path}`, {
        httpApi: props.api,
        routeKey: apigateway.HttpRouteKey.with(route.path, apigateway.HttpMethod[route.method]),
        integration,
        authorizer: route.access === 'open' ? undefined : caller,
      });
      if (route.access === 'open') leaveOpen(created, route.openBecause);
      if (route.limit) limits.set(created, `${route.method} ${route.path}`, route.limit);
    }
    const anythingElse = new apigateway.HttpRoute(this, 'AnythingElse', {
      httpApi: props.api,
      routeKey: apigateway.HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration(
        unknownRoute.function,
        props.functionOf(unknownRoute.function).lambda,
      ),
    });
    leaveOpen(anythingElse, unknownRoute.openBecause);
    limits.set(anythingElse, '$default', unknownRoute.limit);
  }
}

const leaveOpen = (route: apigateway.HttpRoute, reason: string): void =>
  Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
