import { Validations } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { type Route, unknownRoute } from '../routes.ts';
import type { PeageFunction } from './peage-function.ts';

export type ApiRoutesProps = {
  api: apigateway.IHttpApi;
  authorizerId: string;
  routes: readonly Route[];
  /** Handles requests that match no route; only one stack has it. */
  anythingElse: PeageFunction | undefined;
  functionOf: (name: Route['function']) => PeageFunction;
};

/** Connects routes to their functions and to the authorizer. */
export class ApiRoutes extends Construct {
  private readonly api: apigateway.IHttpApi;

  constructor(scope: Construct, id: string, props: ApiRoutesProps) {
    super(scope, id);
    this.api = props.api;
    const caller = apigateway.HttpAuthorizer.fromHttpAuthorizerAttributes(this, 'AnyCaller', {
      authorizerId: props.authorizerId,
      authorizerType: 'CUSTOM',
    });
    const integrations = new Map<string, HttpLambdaIntegration>();
    for (const route of props.routes) {
      const integration =
        integrations.get(route.function) ?? integrationOf(route.function, props.functionOf);
      integrations.set(route.function, integration);
      const created = new apigateway.HttpRoute(this, `${route.method} ${route.path}`, {
        httpApi: props.api,
        routeKey: apigateway.HttpRouteKey.with(route.path, apigateway.HttpMethod[route.method]),
        integration,
        authorizer: route.access === 'open' ? undefined : caller,
      });
      if (route.access === 'open') leaveOpen(created, route.openBecause);
    }
    if (props.anythingElse) this.answerAnythingElse(props.anythingElse);
  }

  private answerAnythingElse({ lambda }: PeageFunction): void {
    const route = new apigateway.HttpRoute(this, 'AnythingElse', {
      httpApi: this.api,
      routeKey: apigateway.HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration(unknownRoute.function, lambda),
    });
    leaveOpen(route, unknownRoute.openBecause);
  }
}

const integrationOf = (name: Route['function'], functionOf: ApiRoutesProps['functionOf']) =>
  new HttpLambdaIntegration(name, functionOf(name).lambda, {
    // One permission for all routes of a function, because a stack may hold only 500 resources.
    scopePermissionToRoute: false,
  });

const leaveOpen = (route: apigateway.HttpRoute, reason: string): void =>
  Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
