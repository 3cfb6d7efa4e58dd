import type { CashNews } from '#domain/platform/invoice-platform';

/**
 * The message that an invoice is paid (status 212 Encaissée; CDAR D22B, XP Z12-012: BR-FR-CDV-14):
 * for each rate what was paid, VAT included (characteristic MEN). The seller (SE) tells it to the
 * platform (WK), which passes it on to the tax administration.
 */
export function writeCashNews(news: CashNews): Uint8Array {
  const { number, isDeposit, issueDate, paidDate, at, sellerSiren, sellerName, parts } = news;
  const seller = [
    `<ram:GlobalID schemeID="0002">${escaped(sellerSiren)}</ram:GlobalID>`,
    `<ram:Name>${escaped(sellerName)}</ram:Name><ram:RoleCode>SE</ram:RoleCode>`,
  ].join('');
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<rsm:CrossDomainAcknowledgementAndResponse ${namespaces}>`,
    '<rsm:ExchangedDocumentContext>',
    '<ram:BusinessProcessSpecifiedDocumentContextParameter><ram:ID>REGULATED</ram:ID></ram:BusinessProcessSpecifiedDocumentContextParameter>',
    '<ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn.cpro.gouv.fr:1p0:CDV:invoice</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter>',
    '</rsm:ExchangedDocumentContext>',
    '<rsm:ExchangedDocument>',
    `<ram:ID>${escaped(number)}-212</ram:ID>`,
    `<ram:IssueDateTime>${timeOf(at)}</ram:IssueDateTime>`,
    `<ram:SenderTradeParty>${seller}</ram:SenderTradeParty>`,
    `<ram:IssuerTradeParty>${seller}</ram:IssuerTradeParty>`,
    '<ram:RecipientTradeParty><ram:RoleCode>WK</ram:RoleCode></ram:RecipientTradeParty>',
    '</rsm:ExchangedDocument>',
    '<rsm:AcknowledgementDocument>',
    '<ram:MultipleReferencesIndicator><udt:Indicator>false</udt:Indicator></ram:MultipleReferencesIndicator>',
    `<ram:TypeCode>23</ram:TypeCode><ram:IssueDateTime>${timeOf(at)}</ram:IssueDateTime>`,
    '<ram:ReferenceReferencedDocument>',
    `<ram:IssuerAssignedID>${escaped(number)}</ram:IssuerAssignedID>`,
    `<ram:StatusCode>47</ram:StatusCode><ram:TypeCode>${isDeposit ? 386 : 380}</ram:TypeCode>`,
    `<ram:FormattedIssueDateTime>${dayOf('qdt', issueDate)}</ram:FormattedIssueDateTime>`,
    '<ram:ProcessConditionCode>212</ram:ProcessConditionCode><ram:ProcessCondition>Encaissée</ram:ProcessCondition>',
    `<ram:IssuerTradeParty>${seller}</ram:IssuerTradeParty>`,
    '<ram:SpecifiedDocumentStatus>',
    `<ram:ReferenceDateTime>${dayOf('qdt', paidDate)}</ram:ReferenceDateTime>`,
    '<ram:SequenceNumeric>1</ram:SequenceNumeric>',
    ...parts.map(characteristic),
    '</ram:SpecifiedDocumentStatus>',
    '</ram:ReferenceReferencedDocument>',
    '</rsm:AcknowledgementDocument>',
    '</rsm:CrossDomainAcknowledgementAndResponse>',
  ].join('');
  return new TextEncoder().encode(xml);
}

const standard = 'urn:un:unece:uncefact:data:standard';

const namespaces = [
  `xmlns:rsm="${standard}:CrossDomainAcknowledgementAndResponse:100"`,
  `xmlns:ram="${standard}:ReusableAggregateBusinessInformationEntity:100"`,
  `xmlns:qdt="${standard}:QualifiedDataType:100"`,
  `xmlns:udt="${standard}:UnqualifiedDataType:100"`,
].join(' ');

/** Cents as euros, a rate in hundredths of a percent as percent: both have two decimals. */
const hundredths = (value: number): string => (value / 100).toFixed(2);

const characteristic = ({ vatRate, grossMinor }: CashNews['parts'][number]): string =>
  [
    '<ram:SpecifiedDocumentCharacteristic><ram:TypeCode>MEN</ram:TypeCode>',
    `<ram:ValuePercent>${hundredths(vatRate)}</ram:ValuePercent>`,
    `<ram:ValueAmount currencyID="EUR">${hundredths(grossMinor)}</ram:ValueAmount>`,
    '</ram:SpecifiedDocumentCharacteristic>',
  ].join('');

const dayOf = (prefix: 'qdt' | 'udt', day: string): string =>
  `<${prefix}:DateTimeString format="102">${day.replaceAll('-', '')}</${prefix}:DateTimeString>`;

const timeOf = (at: Date): string => {
  const written = at.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '');
  return `<udt:DateTimeString format="204">${written}</udt:DateTimeString>`;
};

const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!,
  );
