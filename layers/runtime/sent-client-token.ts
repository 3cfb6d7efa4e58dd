type Request = {
  headers?: Record<string, string | undefined>;
  queryStringParameters?: Record<string, string | undefined>;
};

/** A buyer's token: from a header, or from the query in links. */
export const clientTokenIn = ({ headers, queryStringParameters }: Request): string | undefined =>
  headers?.['x-client-token'] ?? queryStringParameters?.clientToken;
