import { escaped } from '../factur-x/xml.ts';

/** What a document says of itself, in its information dictionary and as XMP: the same in both. */
export type DocumentFacts = {
  title: string;
  author: string;
  subject: string;
  creator: string;
  producer: string;
  language: string;
  createdAt: Date;
};

/** The embedded file that makes a PDF a Factur-X (Factur-X 1.09, 6.2). */
export const facturX = {
  namespace: 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#',
  properties: [
    ['DocumentFileName', 'factur-x.xml', 'name of the embedded XML invoice file'],
    ['DocumentType', 'INVOICE', 'INVOICE'],
    ['Version', '1.0', 'The actual version of the Factur-X XML schema'],
    ['ConformanceLevel', 'EN 16931', 'The conformance level of the embedded Factur-X data'],
  ],
} as const;

/** The packet of a PDF/A-3u with a Factur-X (ISO 16684-1; ISO 19005-3, 6.6). */
export const xmpPacket = (
  facts: DocumentFacts,
): string => `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>U</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(facts.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${escaped(facts.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escaped(facts.subject)}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>${facts.language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>${escaped(facts.creator)}</xmp:CreatorTool>
<xmp:CreateDate>${second(facts.createdAt)}</xmp:CreateDate>
<xmp:ModifyDate>${second(facts.createdAt)}</xmp:ModifyDate>
<xmp:MetadataDate>${second(facts.createdAt)}</xmp:MetadataDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>${escaped(facts.producer)}</pdf:Producer>
</rdf:Description>
${extensionSchema}
<rdf:Description rdf:about="" xmlns:fx="${facturX.namespace}">
${facturX.properties.map(([name, value]) => `<fx:${name}>${value}</fx:${name}>`).join('\n')}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;

/** The information dictionary has no parts of seconds, and both must agree. */
const second = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z');

/** PDF/A knows no `fx`: a file that uses it describes it (ISO 19005-3, 6.6.2.3). */
const extensionSchema = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>${facturX.namespace}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>fx</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
${facturX.properties
  .map(
    ([name, , meaning]) => `<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>${name}</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>${meaning}</pdfaProperty:description>
</rdf:li>`,
  )
  .join('\n')}
</rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;
