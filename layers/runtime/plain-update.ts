import { signedConnection } from './signed-connection.ts';

/** An update of texts and numbers, without a condition. */
export type PlainUpdate = {
  key: { pk: string; sk: string };
  expression: string;
  names?: Record<string, string>;
  values?: Record<string, unknown>;
};

const timeoutMs = 2_000;

/**
 * Updates one row, for functions that do nothing else with the table: the SDK's client would double
 * the bundle that acknowledges notifications.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
 * @throws Error with DynamoDB's message when it is refused.
 */
export async function plainUpdate(table: string, update: PlainUpdate): Promise<void> {
  const { url, client } = signedConnection('dynamodb');
  const response = await client.fetch(`${url}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.UpdateItem',
    },
    body: JSON.stringify({
      TableName: table,
      Key: marshalled(update.key),
      UpdateExpression: update.expression,
      ExpressionAttributeNames: update.names,
      ExpressionAttributeValues: update.values && marshalled(update.values),
    }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`DynamoDB answered ${response.status}`, { cause: text });
}

const marshalled = (values: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? { N: String(value) } : { S: String(value) },
    ]),
  );
