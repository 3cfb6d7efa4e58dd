import { App } from 'aws-cdk-lib';
import { readDeployment } from '../../lib/configuration.ts';
import { routes } from '../../lib/routes.ts';
import { contextWith } from './app.ts';
import { deployments, type Resource, targetOf } from './deployments.ts';

describe.each(deployments())('the API (%s)', (name, { resourcesOf, templates }) => {
  const deployed = resourcesOf('service', 'AWS::ApiGatewayV2::Route');
  const [stage] = resourcesOf('service', 'AWS::ApiGatewayV2::Stage');
  const [api] = resourcesOf('service', 'AWS::ApiGatewayV2::Api');
  const authorizers = resourcesOf('service', 'AWS::ApiGatewayV2::Authorizer');
  const resource = (id: string): Resource => templates.service.Resources[id];

  test('it has the routes of the table, and no others', () => {
    expect(deployed.map(({ Properties }) => Properties.RouteKey).sort()).toEqual(
      routes.map(({ method, path }) => `${method} ${path}`).sort(),
    );
  });

  test.each(routes)(
    '$method $path leads to its function, and asks who calls as the table says',
    (route) => {
      const { Properties } = deployed.find(
        ({ Properties }) => Properties.RouteKey === `${route.method} ${route.path}`,
      )!;
      const target = JSON.stringify(Properties.Target);
      const integration = resourcesOf('service', 'AWS::ApiGatewayV2::Integration').find(({ id }) =>
        target.includes(`"${id}"`),
      )!;
      const lambda = resource(targetOf(integration.Properties.IntegrationUri));
      expect(lambda.Properties.Description).toBe(route.function);

      const authorizer = Properties.AuthorizerId && resource(targetOf(Properties.AuthorizerId));
      const type = { anyone: 'REQUEST', signedIn: 'JWT', open: undefined }[route.access];
      expect(authorizer?.Properties.AuthorizerType).toBe(type);
      expect(Properties.AuthorizationType ?? 'NONE').toBe(
        { anyone: 'CUSTOM', signedIn: 'JWT', open: 'NONE' }[route.access],
      );
    },
  );

  test('whatever is open says why', () => {
    for (const route of routes)
      if (route.access === 'open') expect(route.openBecause.length).toBeGreaterThan(20);
  });

  test('tokens are those of the user pool, for its own client', () => {
    const jwt = authorizers.find(({ Properties }) => Properties.AuthorizerType === 'JWT')!;
    const { Audience, Issuer } = jwt.Properties.JwtConfiguration;
    expect(Audience).toHaveLength(1);
    expect(JSON.stringify(Audience)).toMatch(/PeoplePages/);
    expect(JSON.stringify(Issuer)).toMatch(/https:\/\/cognito-idp\..+OutputRefPeople/);
  });

  test('who calls is asked anew at every request: nobody inherits a caller from a cache', () => {
    const anyone = authorizers.find(({ Properties }) => Properties.AuthorizerType === 'REQUEST')!;
    expect(anyone.Properties).toMatchObject({
      AuthorizerResultTtlInSeconds: 0,
      EnableSimpleResponses: true,
      AuthorizerPayloadFormatVersion: '2.0',
    });
  });

  test('a flood is slowed down, and every request leaves a line', () => {
    const { DefaultRouteSettings, AccessLogSettings } = stage!.Properties;
    expect(DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
    expect(DefaultRouteSettings.ThrottlingBurstLimit).toBeGreaterThan(0);
    const group = resource(targetOf(AccessLogSettings.DestinationArn));
    expect(group.Properties.RetentionInDays).toBeGreaterThan(0);
  });

  test('access logs hold no query, where a buyer’s token may stand', () => {
    const { Format } = stage!.Properties.AccessLogSettings;
    expect(Format).not.toMatch(/queryString|\$context\.path\b/i);
  });

  test('in production nobody is sent back to a machine of their own', () => {
    const { node } = new App({ context: contextWith({ stage: 'prod' }) });
    for (const origin of readDeployment(node).configuration.shopOrigins)
      expect(origin).toMatch(/^https:\/\/[^*]+$/);
  });

  test('pages of the shop may call it, and pages of nobody else', () => {
    const { AllowOrigins, AllowCredentials, AllowHeaders } = api!.Properties.CorsConfiguration;
    const [stage] = name.split(',');
    const { node } = new App({ context: contextWith({ stage }) });
    const { shopOrigins } = readDeployment(node).configuration;
    // The gateway knows no wildcard for a port: those entries are for return addresses alone.
    expect(AllowOrigins).toEqual(shopOrigins.filter((origin) => !origin.includes('*')));
    expect(AllowOrigins.length).toBeGreaterThan(0);
    expect(AllowCredentials).not.toBe(true);
    // A server key has no business in a browser.
    expect(AllowHeaders).not.toContain('x-api-key');
  });
});
