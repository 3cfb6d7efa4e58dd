import { Duration, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { routes } from '../routes.ts';
import type { PeageFunction } from './peage-function.ts';

/** Request headers that the shop's pages send; a browser never sends a server's API key. */
const pageHeaders = ['authorization', 'content-type', 'idempotency-key', 'x-client-token'];

/** Response headers that such a page may read. */
const readableHeaders = ['apigw-requestid', 'retry-after'];

/** The HTTP API, open to the shop's own pages. Its stage opens once all routes exist. */
export function addApi(scope: Construct, shopOrigins: readonly string[]): apigateway.HttpApi {
  return new apigateway.HttpApi(scope, 'Api', {
    createDefaultStage: false,
    corsPreflight: {
      allowOrigins: shopOrigins.filter((origin) => !origin.endsWith(':*')),
      allowMethods: methodsOfPages(),
      allowHeaders: pageHeaders,
      exposeHeaders: readableHeaders,
      maxAge: Duration.hours(1),
    },
  });
}

/** Only pages that call the API need CORS; webhooks and returning browsers do not. */
const methodsOfPages = (): apigateway.CorsHttpMethod[] =>
  [
    ...new Set(routes.filter(({ path }) => path.startsWith('/v1/')).map(({ method }) => method)),
  ].map((method) => apigateway.CorsHttpMethod[method]);

/** The authorizer that the routes of every stack share. */
export class CallerAuthorizer extends Construct {
  readonly authorizerId: string;

  constructor(scope: Construct, id: string, api: apigateway.HttpApi, identify: PeageFunction) {
    super(scope, id);
    const { partition, region } = Stack.of(this);
    const invocation = `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions`;
    const authorizer = new apigateway.HttpAuthorizer(this, 'Authorizer', {
      httpApi: api,
      type: apigateway.HttpAuthorizerType.LAMBDA,
      authorizerUri: `${invocation}/${identify.lambda.functionArn}/invocations`,
      enableSimpleResponses: true,
      // A guest sends no credentials, so the gateway has no key to cache by; the function keeps its
      // own short cache of keys and people.
      identitySource: [],
      resultsCacheTtl: Duration.seconds(0),
    });
    this.authorizerId = authorizer.authorizerId;
    identify.lambda.addPermission('Permission', {
      scope: this,
      principal: new iam.ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(this).formatArn({
        service: 'execute-api',
        resource: api.apiId,
        resourceName: `authorizers/${this.authorizerId}`,
      }),
    });
  }
}
