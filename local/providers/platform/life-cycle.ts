/** What a platform writes about a document's life (CDAR), as far as its clients read it. */
export function lifeCycleFile(news: {
  number: string;
  code: string;
  reason?: { code: string; text: string };
  at: Date;
}): Uint8Array {
  const { number, code, reason, at } = news;
  const time = at.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '');
  const why = reason
    ? `<ram:SpecifiedDocumentStatus><ram:SequenceNumeric>1</ram:SequenceNumeric><ram:ReasonCode>${reason.code}</ram:ReasonCode><ram:Reason>${reason.text}</ram:Reason></ram:SpecifiedDocumentStatus>`
    : '';
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossDomainAcknowledgementAndResponse xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossDomainAcknowledgementAndResponse:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
  <rsm:ExchangedDocument>
    <ram:ID>${number}-${code}</ram:ID>
    <ram:IssueDateTime><udt:DateTimeString format="204">${time}</udt:DateTimeString></ram:IssueDateTime>
  </rsm:ExchangedDocument>
  <rsm:AcknowledgementDocument>
    <ram:TypeCode>305</ram:TypeCode>
    <ram:ReferenceReferencedDocument>
      <ram:IssuerAssignedID>${number}</ram:IssuerAssignedID>
      <ram:ProcessConditionCode>${code}</ram:ProcessConditionCode>${why}
    </ram:ReferenceReferencedDocument>
  </rsm:AcknowledgementDocument>
</rsm:CrossDomainAcknowledgementAndResponse>`);
}

/** The number and the status in a message that a seller sends. */
export function newsIn(file: Uint8Array): { number: string; code: string } | undefined {
  const xml = new TextDecoder().decode(file);
  const number = /<ram:IssuerAssignedID>([^<]+)</.exec(xml)?.[1];
  const code = /<ram:ProcessConditionCode>([^<]+)</.exec(xml)?.[1];
  return number && code ? { number, code } : undefined;
}
