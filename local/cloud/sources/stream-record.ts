/** A change in the format of DynamoDB's stream API. */
export type StreamRecord = {
  eventID: string;
  eventName: string;
  eventVersion?: string;
  eventSource?: string;
  awsRegion?: string;
  dynamodb: {
    Keys: Record<string, Record<string, unknown>>;
    SequenceNumber: string;
    ApproximateCreationDateTime?: number;
  };
};

/** A change as Lambda passes it to a function. */
export const lambdaRecord = (record: StreamRecord, streamArn: string, region: string) => ({
  eventID: record.eventID,
  eventName: record.eventName,
  eventVersion: record.eventVersion ?? '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: region,
  dynamodb: record.dynamodb,
  eventSourceARN: streamArn,
});

export type LambdaStreamRecord = ReturnType<typeof lambdaRecord>;

export const sequenceNumberOf = ({ dynamodb }: LambdaStreamRecord): string =>
  dynamodb.SequenceNumber;

export const createdAtMs = ({ dynamodb }: LambdaStreamRecord): number =>
  (dynamodb.ApproximateCreationDateTime ?? Date.now() / 1000) * 1000;
